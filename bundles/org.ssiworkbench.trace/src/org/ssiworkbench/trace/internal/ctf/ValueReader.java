package org.ssiworkbench.trace.internal.ctf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.TraceFormatException;
import org.ssiworkbench.trace.internal.ctf.CtfType.ArrayType;
import org.ssiworkbench.trace.internal.ctf.CtfType.EnumType;
import org.ssiworkbench.trace.internal.ctf.CtfType.FloatType;
import org.ssiworkbench.trace.internal.ctf.CtfType.IntegerType;
import org.ssiworkbench.trace.internal.ctf.CtfType.Member;
import org.ssiworkbench.trace.internal.ctf.CtfType.SequenceType;
import org.ssiworkbench.trace.internal.ctf.CtfType.StringType;
import org.ssiworkbench.trace.internal.ctf.CtfType.StructType;
import org.ssiworkbench.trace.internal.ctf.CtfType.VariantType;

/**
 * Reads the values of types: {@link Long} of integers, texts of everything else. Remembers integers and names by field, for
 * the lengths and choices that depend on them, and the clock's time. Not thread-safe.
 */
final class ValueReader {
	/** What an event may have at most: more is a sign of damage. */
	private static final int MAX_VALUES = 1 << 16;
	private static final int MAX_TEXT = 1 << 16;

	private final BitReader bits;
	/** The fields read so far of the innermost struct first. */
	private final Deque<Map<String, Object>> scopes = new ArrayDeque<>();
	private final Map<String, Long> last = new HashMap<>();
	private long time;
	private boolean timed;
	private int values;

	ValueReader(BitReader bits) {
		this.bits = bits;
		scopes.push(new HashMap<>());
	}

	/** A new event begins: it may have as many values as any. */
	void begin() {
		values = 0;
		timed = false;
		last.clear();
	}

	/** The clock's cycles, as the fields that are mapped to it say. */
	long time() {
		return time;
	}

	/** The clock goes on from here. */
	void time(long cycles) {
		time = cycles;
	}

	/** Whether any field since {@link #begin} is mapped to a clock. */
	boolean timed() {
		return timed;
	}

	/** The last integer of that name since {@link #begin}, or what is given if there was none. */
	long last(String field, long otherwise) {
		return last.getOrDefault(field, otherwise);
	}

	/** Reads a struct whose fields stay known to what is read after it. */
	List<Object> open(StructType type) throws TraceFormatException {
		bits.align(type.align());
		List<Object> read = new ArrayList<>(type.members().size());
		for (Member member : type.members())
			read.add(read(member));
		return read;
	}

	private Object read(Member member) throws TraceFormatException {
		if (++values > MAX_VALUES)
			throw new TraceFormatException("an event has too many values");
		Object value = value(member.type(), member.name());
		scopes.peek().put(plain(member.name()), value);
		return value;
	}

	/** Producers put an underscore before names, so that they are no keywords. */
	static String plain(String name) {
		return name.startsWith("_") ? name.substring(1) : name;
	}

	private Object value(CtfType type, String name) throws TraceFormatException {
		return switch (type) {
		case IntegerType integer -> integer(integer, name);
		case FloatType floating -> String.valueOf(bits.floating(floating));
		case StringType text -> bits.text();
		case EnumType enumeration -> {
			long value = integer(enumeration.container(), name);
			String label = enumeration.label(value);
			yield label == null ? String.valueOf(value) : label;
		}
		case StructType struct -> struct(struct);
		case VariantType variant -> variant(variant);
		case ArrayType array -> elements(array.element(), array.length(), name);
		case SequenceType sequence -> elements(sequence.element(), length(sequence.length()), name);
		};
	}

	private long integer(IntegerType type, String name) throws TraceFormatException {
		long value = bits.integer(type);
		last.put(name, value);
		if (type.clock() != null)
			advance(value, type.size());
		return value;
	}

	/** A field shorter than the clock has its lower bits; the upper ones are as before, or one more. */
	private void advance(long value, int size) {
		timed = true;
		long mask = size == Long.SIZE ? -1 : (1L << size) - 1;
		long full = time & ~mask | value;
		time = full < time && size < Long.SIZE ? full + mask + 1 : full;
	}

	private String struct(StructType type) throws TraceFormatException {
		bits.align(type.align());
		scopes.push(new HashMap<>());
		StringBuilder text = new StringBuilder("{");
		for (Member member : type.members()) {
			Object value = read(member);
			if (text.length() < MAX_TEXT)
				text.append(text.length() > 1 ? ", " : "").append(plain(member.name())).append('=').append(value);
		}
		scopes.pop();
		return text.append('}').toString();
	}

	private String variant(VariantType type) throws TraceFormatException {
		String choice = String.valueOf(find(type.tag()));
		for (Member option : type.options())
			if (option.name().equals(choice) || plain(option.name()).equals(choice))
				return String.valueOf(read(option));
		throw new TraceFormatException("a variant has no option " + choice);
	}

	private String elements(CtfType element, int length, String name) throws TraceFormatException {
		if (element instanceof IntegerType integer && integer.text() && integer.size() == Byte.SIZE)
			return text(integer, length);
		bits.align(element.align());
		StringBuilder text = new StringBuilder("[");
		for (int i = 0; i < length; i++) {
			if (++values > MAX_VALUES)
				throw new TraceFormatException("an event has too many values");
			Object value = value(element, name);
			if (text.length() < MAX_TEXT)
				text.append(i > 0 ? ", " : "").append(value);
		}
		return text.append(']').toString();
	}

	private String text(IntegerType type, int length) throws TraceFormatException {
		byte[] bytes = new byte[Math.min(length, MAX_TEXT)];
		int size = 0;
		boolean ended = false;
		for (int i = 0; i < length; i++) {
			byte next = (byte) bits.integer(type);
			ended |= next == 0;
			if (!ended && size < bytes.length)
				bytes[size++] = next;
		}
		return new String(bytes, 0, size, StandardCharsets.UTF_8);
	}

	private int length(String field) throws TraceFormatException {
		if (!(find(field) instanceof Long length) || length < 0 || length > Integer.MAX_VALUE)
			throw new TraceFormatException("the length " + field + " of a sequence is impossible");
		return (int) (long) length;
	}

	/** The field that a path such as {@code stream.event.header.id} ends in, from the innermost struct outwards. */
	private Object find(String path) throws TraceFormatException {
		String name = path == null ? "" : plain(path.substring(path.lastIndexOf('.') + 1));
		for (Map<String, Object> scope : scopes)
			if (scope.containsKey(name))
				return scope.get(name);
		throw new TraceFormatException("there is no field " + path + " that another one depends on");
	}
}
