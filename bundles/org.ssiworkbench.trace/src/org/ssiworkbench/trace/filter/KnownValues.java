package org.ssiworkbench.trace.filter;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;

import org.ssiworkbench.trace.Field;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.internal.index.Columns;
import org.ssiworkbench.trace.internal.index.IndexData;
import org.ssiworkbench.trace.internal.index.Slot;
import org.ssiworkbench.trace.internal.index.Zones;

/** Looks up which values a field has in a trace, from samples over the whole of it. */
final class KnownValues {
	private static final int SAMPLES = 64;

	private KnownValues() {
	}

	/** Values of a text field, or the nodes where a field names nodes; sorted, at most {@code max}. */
	static List<String> of(TraceIndex index, String field, int max) {
		if (List.of(FieldWord.NODE, FieldWord.FROM, FieldWord.TO, "peer", "subject").contains(field))
			return index.nodes().stream().limit(max).map(String::valueOf).toList();
		IndexData data = index.data();
		TreeSet<String> values = new TreeSet<>();
		for (int type = 0; type < data.types().types().size(); type++) {
			int place = data.types().types().get(type).indexOf(field);
			Slot slot = place < 0 || data.types().types().get(type).fields().get(place).type() != Field.Type.TEXT ? null
					: data.types().plans().get(type).slot(place);
			if (slot != null)
				codes(data, type, slot).stream().mapToObj(data.dictionary()::text).forEach(values::add);
		}
		return new ArrayList<>(values).subList(0, Math.min(max, values.size()));
	}

	private static BitSet codes(IndexData data, int type, Slot slot) {
		BitSet found = new BitSet();
		int zones = data.rows() >>> Zones.SHIFT;
		for (int i = 0; i <= Math.min(zones, SAMPLES); i++) {
			int zone = (int) ((long) zones * i / Math.max(1, Math.min(zones, SAMPLES)));
			sample(data, type, slot, zone << Zones.SHIFT, found);
		}
		found.clear(Slot.CHAR_ELSEWHERE);
		return found;
	}

	private static void sample(IndexData data, int type, Slot slot, int from, BitSet found) {
		int count = Math.min(Zones.ROWS, data.rows() - from);
		if (count <= 0)
			return;
		char[] types = new char[count];
		char[] codes = new char[count];
		Columns columns = data.columns();
		columns.chars(Slot.TYPE, from, count, types, 0);
		columns.chars(slot, from, count, codes, 0);
		for (int i = 0; i < count; i++)
			if (types[i] == type)
				found.set(codes[i]);
	}
}
