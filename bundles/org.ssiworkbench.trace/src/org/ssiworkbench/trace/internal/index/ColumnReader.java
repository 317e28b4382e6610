package org.ssiworkbench.trace.internal.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;

import org.ssiworkbench.trace.Field;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.Column;

/** Reads the columns that users of an index see from the slots in which they are stored. Thread-safe. */
public final class ColumnReader {
	private static final Slot[] NONE = {};
	private static final List<String> SIZES = List.of("inline", "ool", "bytes", "sent");
	private static final List<String> PEERS = List.of("peer", "subject", "to", "target", "place", "from", "master");
	private static final Set<Slot> TEXTS = EnumSet.of(Slot.T1, Slot.T2, Slot.T3);
	private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

	private static final class Scratch {
		final long[] longs = new long[Columns.BLOCK];
		final int[] ints = new int[Columns.BLOCK];
		final char[] chars = new char[Columns.BLOCK];
		final byte[] bytes = new byte[Columns.BLOCK];
		final char[] types = new char[Columns.BLOCK];
	}

	private final IndexData data;
	private final int[] nodes;
	private final IntFunction<TraceEvent> events;
	/** By column, by type: which slots make up the value. */
	private final Slot[][][] slots = new Slot[Column.values().length][][];
	/** The same by column, turned round. */
	private final List<List<Part>> parts = new ArrayList<>();

	/**
	 * A slot that is the value, or a part of it, for events of some types.
	 *
	 * @param factor by type: 1 for these types, else 0
	 * @param types which types modulo 64 these are
	 */
	private record Part(Slot slot, long[] factor, long types) {
	}

	/** @param events reads the event of a row: some values are too large for their slots */
	public ColumnReader(IndexData data, IntFunction<TraceEvent> events) {
		this.data = data;
		this.events = events;
		nodes = data.nodes();
		for (Column column : Column.values())
			slots[column.ordinal()] = data.types().plans().stream().map(plan -> slots(column, plan)).toArray(Slot[][]::new);
		for (Slot[][] byType : slots)
			parts.add(Arrays.stream(Slot.values()).map(slot -> part(slot, byType)).filter(part -> part.types != 0).toList());
	}

	private static Part part(Slot slot, Slot[][] byType) {
		long[] factor = new long[byType.length];
		long types = 0;
		for (int type = 0; type < factor.length; type++)
			if (Arrays.asList(byType[type]).contains(slot)) {
				factor[type] = 1;
				types |= 1L << type;
			}
		return new Part(slot, factor, types);
	}

	/** Whether it reads this data with all streams that it has by now. */
	public boolean reads(IndexData other) {
		return data == other && nodes.length == other.streams();
	}

	/** See {@link org.ssiworkbench.trace.index.TraceIndex#value}. */
	public long value(Column column, int row) {
		return switch (column) {
		case TIME -> data.columns().value(Slot.TIME, row);
		case NODE -> nodes[(int) data.columns().value(Slot.STREAM, row)];
		case TYPE -> data.columns().value(Slot.TYPE, row);
		case CAUSE -> data.columns().value(Slot.CAUSE, row);
		case PARENT -> data.links().parent(row);
		default -> sum(column, row);
		};
	}

	/** See {@link org.ssiworkbench.trace.index.TraceIndex#values}. */
	public void values(Column column, int row, int count, long[] into) {
		for (int done = 0; done < count;) {
			int at = row + done;
			int part = Math.min(count - done, Columns.BLOCK - (at & Columns.BLOCK - 1));
			part(column, at, part, into, done);
			done += part;
		}
	}

	private void part(Column column, int row, int count, long[] into, int at) {
		switch (column) {
		case TIME -> data.columns().longs(Slot.TIME, row, count, into, at);
		case CAUSE -> data.columns().longs(Slot.CAUSE, row, count, into, at);
		case TYPE -> load(Slot.TYPE, row, count, into, at);
		case NODE -> {
			load(Slot.STREAM, row, count, into, at);
			for (int i = at; i < at + count; i++)
				into[i] = nodes[(int) into[i]];
		}
		case PARENT -> {
			for (int i = 0; i < count; i++)
				into[at + i] = data.links().parent(row + i);
		}
		default -> byType(column, row, count, into, at);
		}
	}

	private void byType(Column column, int row, int count, long[] into, int at) {
		Arrays.fill(into, at, at + count, 0);
		Scratch scratch = SCRATCH.get();
		data.columns().chars(Slot.TYPE, row, count, scratch.types, 0);
		long present = 0;
		for (int i = 0; i < count; i++)
			present |= 1L << scratch.types[i];
		for (Part part : parts.get(column.ordinal()))
			if ((part.types & present) != 0)
				add(part, row, count, into, at);
	}

	private void add(Part part, int row, int count, long[] into, int at) {
		Scratch scratch = SCRATCH.get();
		long[] values = scratch.longs;
		char[] types = scratch.types;
		load(part.slot, row, count, values, 0);
		boolean whole = part.slot.width == Slot.Width.LONG || TEXTS.contains(part.slot);
		long elsewhere = whole ? 0 : part.slot.elsewhere();
		boolean exact = true;
		for (int i = 0; i < count; i++) {
			into[at + i] += part.factor[types[i]] * values[i];
			exact &= values[i] != elsewhere;
		}
		if (whole || exact)
			return;
		for (int i = 0; i < count; i++)
			if (values[i] == elsewhere && part.factor[types[i]] != 0)
				into[at + i] += exact(part.slot, row + i) - elsewhere;
	}

	private void load(Slot slot, int row, int count, long[] into, int at) {
		Scratch scratch = SCRATCH.get();
		switch (slot.width) {
		case LONG -> data.columns().longs(slot, row, count, into, at);
		case INT -> {
			data.columns().ints(slot, row, count, scratch.ints, 0);
			for (int i = 0; i < count; i++)
				into[at + i] = scratch.ints[i];
		}
		case CHAR -> {
			data.columns().chars(slot, row, count, scratch.chars, 0);
			for (int i = 0; i < count; i++)
				into[at + i] = scratch.chars[i];
		}
		case BYTE -> {
			data.columns().bytes(slot, row, count, scratch.bytes, 0);
			for (int i = 0; i < count; i++)
				into[at + i] = scratch.bytes[i];
		}
		}
	}

	private long sum(Column column, int row) {
		long sum = 0;
		for (Slot slot : slots[column.ordinal()][(int) data.columns().value(Slot.TYPE, row)]) {
			long value = data.columns().value(slot, row);
			boolean stored = slot.width == Slot.Width.LONG || TEXTS.contains(slot) || value != slot.elsewhere();
			sum += stored ? value : exact(slot, row);
		}
		return sum;
	}

	/** The value of a slot that it could not hold. */
	private long exact(Slot slot, int row) {
		SlotPlan plan = data.types().plans().get((int) data.columns().value(Slot.TYPE, row));
		TraceEvent event = events.apply(row);
		for (int field = 0; field < event.values().size(); field++)
			if (plan.slot(field) == slot && event.values().get(field) instanceof Long value)
				return value;
		return 0;
	}

	private static Slot[] slots(Column column, SlotPlan plan) {
		return switch (column) {
		case TIME, NODE, TYPE, CAUSE, PARENT -> NONE;
		case MESSAGE -> first(plan, Field.Type.INTEGER, List.of("msg"));
		case REQUEST -> first(plan, Field.Type.INTEGER, List.of("request"));
		case PEER -> first(plan, Field.Type.INTEGER, PEERS);
		case CHANNEL -> first(plan, Field.Type.INTEGER, List.of("channel"));
		case SERVICE -> first(plan, Field.Type.TEXT, List.of("service"));
		case OPERATION -> first(plan, Field.Type.TEXT, List.of("operation"));
		case FORM -> first(plan, Field.Type.TEXT, List.of("form"));
		case PID -> first(plan, Field.Type.INTEGER, List.of("pid"));
		case LOAD -> first(plan, Field.Type.INTEGER, List.of("load"));
		case STATUS -> first(plan, Field.Type.TEXT, List.of("status"));
		case LATENCY -> first(plan, Field.Type.INTEGER, List.of("latency"));
		case SIZE -> SIZES.stream().map(field -> plan.slot(field, Field.Type.INTEGER)).filter(Objects::nonNull).toArray(Slot[]::new);
		};
	}

	/** The slot of the first of some fields that the type has. */
	private static Slot[] first(SlotPlan plan, Field.Type type, List<String> fields) {
		for (String field : fields)
			if (plan.slot(field, type) != null)
				return new Slot[] { plan.slot(field, type) };
		return NONE;
	}
}
