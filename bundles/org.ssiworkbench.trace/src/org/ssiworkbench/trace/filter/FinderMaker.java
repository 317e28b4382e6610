package org.ssiworkbench.trace.filter;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntPredicate;

import org.ssiworkbench.trace.EventType;
import org.ssiworkbench.trace.Field;
import org.ssiworkbench.trace.internal.index.IndexData;
import org.ssiworkbench.trace.internal.index.Slot;
import org.ssiworkbench.trace.internal.index.SlotPlan;

/** Turns conditions into finders for one index: finds out in which slots the fields are. */
final class FinderMaker {

	/** How a type's field is looked up: the same for all types with the same slots. */
	private record Way(String how, List<Slot> slots) {
	}

	private static final String ALWAYS = "always";
	private static final String DECODED = "decoded";
	private static final String RANGES = "ranges";
	private static final String NUMBERS = "numbers";
	private static final String TEXTS = "texts";
	private static final String NODES = "nodes";

	private final IndexData data;

	FinderMaker(IndexData data) {
		this.data = data;
	}

	Finder make(Condition condition) {
		return switch (condition) {
		case Condition.And and -> new Finder.All(and.parts().stream().map(this::make).toList());
		case Condition.Or or -> new Finder.Any(or.parts().stream().map(this::make).toList());
		case Condition.Not not -> new Finder.Not(make(not.part()));
		case Condition.Test test -> test(test);
		};
	}

	private Finder test(Condition.Test test) {
		List<EventType> types = data.types().types();
		Map<Way, TypeSet> ways = new LinkedHashMap<>();
		for (int type = 0; type < types.size(); type++) {
			Way way = way(test, types.get(type), data.types().plans().get(type));
			if (way != null)
				ways.computeIfAbsent(way, key -> new TypeSet(types.size())).add(type);
		}
		Function<Map.Entry<Way, TypeSet>, SlotCheck> check = way -> check(test, way.getKey(), way.getValue());
		return new TestFinder(ways.entrySet().stream().map(check).toList());
	}

	/** Null if no event of the type has the field, or none can match. */
	private static Way way(Condition.Test test, EventType type, SlotPlan plan) {
		switch (test.field()) {
		case FieldWord.KIND:
			return test.values().texts().test(type.name()) ? new Way(ALWAYS, List.of()) : null;
		case FieldWord.TIME:
			return new Way(RANGES, List.of(Slot.TIME));
		case FieldWord.CAUSE:
			return new Way(RANGES, List.of(Slot.CAUSE));
		case FieldWord.NODE:
			return new Way(NODES, List.of(Slot.STREAM));
		default:
			return wayOfField(test.field(), type, plan);
		}
	}

	private static Way wayOfField(String word, EventType type, SlotPlan plan) {
		if (FieldWord.isMessage(type) && (word.equals(FieldWord.FROM) || word.equals(FieldWord.TO)))
			return FieldWord.isRecorder(type, word) ? new Way(NODES, List.of(Slot.STREAM)) : new Way(NUMBERS, List.of(Slot.PEER));
		int[] fields = FieldWord.fields(type, word);
		if (fields.length == 0)
			return null;
		List<Slot> slots = Arrays.stream(fields).mapToObj(plan::slot).filter(Objects::nonNull).toList();
		boolean text = type.fields().get(fields[0]).type() == Field.Type.TEXT;
		if (slots.size() < fields.length || !word.equals(FieldWord.SIZE) && slots.size() > 1)
			return new Way(DECODED, List.of());
		boolean wide = slots.stream().allMatch(slot -> slot.width == Slot.Width.LONG || slot.width == Slot.Width.INT);
		if (!wide && slots.size() > 1)
			return new Way(DECODED, List.of());
		return new Way(text ? TEXTS : wide ? RANGES : NUMBERS, slots);
	}

	private SlotCheck check(Condition.Test test, Way way, TypeSet types) {
		Values values = test.values();
		return switch (way.how) {
		case ALWAYS -> new SlotCheck.Always(types);
		case DECODED -> new SlotCheck.Decoded(types, test);
		case RANGES -> new SlotCheck.Ranges(types, test, way.slots.toArray(Slot[]::new));
		case NODES -> {
			int[] nodes = data.nodes();
			yield table(types, test, Slot.STREAM, nodes.length, stream -> values.has(nodes[stream]));
		}
		case TEXTS -> {
			String[] texts = data.dictionary().all();
			yield table(types, test, way.slots.getFirst(), texts.length, code -> values.texts().test(texts[code]));
		}
		default -> numbers(types, test, way.slots.getFirst());
		};
	}

	private static SlotCheck numbers(TypeSet types, Condition.Test test, Slot slot) {
		if (slot.width == Slot.Width.CHAR)
			return table(types, test, slot, Slot.CHAR_ELSEWHERE, value -> test.values().has(value));
		byte[] table = new byte[1 << Byte.SIZE];
		for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++)
			table[value & 0xFF] = test.values().has(value) ? SlotCheck.Table.YES : SlotCheck.Table.NO;
		table[Byte.MIN_VALUE & 0xFF] = SlotCheck.Table.ELSEWHERE;
		return new SlotCheck.Table(types, test, slot, table);
	}

	private static SlotCheck table(TypeSet types, Condition.Test test, Slot slot, int known, IntPredicate matches) {
		byte[] table = new byte[1 << Character.SIZE];
		for (int value = 0; value < known; value++)
			table[value] = matches.test(value) ? SlotCheck.Table.YES : SlotCheck.Table.NO;
		table[Slot.CHAR_ELSEWHERE] = SlotCheck.Table.ELSEWHERE;
		return new SlotCheck.Table(types, test, slot, table);
	}
}
