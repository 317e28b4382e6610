package org.ssiworkbench.trace.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.EventType;
import org.ssiworkbench.trace.Field;
import org.ssiworkbench.trace.internal.ctf.CtfType.IntegerType;
import org.ssiworkbench.trace.internal.ctf.CtfType.Member;
import org.ssiworkbench.trace.internal.ctf.CtfType.StringType;

/**
 * How one kind of event is written in a trace, which may be older or newer than this program.
 *
 * @param type how readers see it: as the kind that this program knows, else as it is written
 * @param text for each written field whether it is text (else a 64-bit integer)
 * @param target for each written field its index among the type's fields, -1 if the type has no such field
 */
public record EventLayout(EventType type, boolean[] text, int[] target) {
	/** How all our integers are written. */
	static final IntegerType INTEGER = new IntegerType(Long.SIZE, Byte.SIZE, true, false, false, null);

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	/** @param members each {@link #INTEGER} or text */
	static EventLayout of(String name, List<Member> members) {
		EventKind kind = kind(name);
		EventType type = kind == null ? new EventType(name, members.stream().map(EventLayout::field).toList(), null) : EventType.of(kind);
		boolean[] text = new boolean[members.size()];
		int[] target = new int[members.size()];
		for (int i = 0; i < text.length; i++) {
			Field field = field(members.get(i));
			text[i] = field.type() == Field.Type.TEXT;
			target[i] = type.fields().indexOf(field);
		}
		return new EventLayout(type, text, target);
	}

	/** What the events mean to this program, null if nothing. */
	public EventKind kind() {
		return type.kind();
	}

	/** Where the fields that begin at {@code position} end; -1 if that is beyond {@code limit}. */
	public int end(byte[] data, int position, int limit) {
		int end = position;
		for (boolean isText : text) {
			if (isText)
				while (end < limit && data[end] != 0)
					end++;
			end += isText ? 1 : Long.BYTES;
			if (end > limit)
				return -1;
		}
		return end;
	}

	/**
	 * Decodes the fields that begin at {@code position}, which must be whole.
	 *
	 * @param texts where texts that occur often are kept, null if nowhere
	 */
	public List<Object> values(byte[] data, int position, TextPool texts) {
		Object[] values = new Object[type.fields().size()];
		int at = position;
		for (int i = 0; i < text.length; i++) {
			int next = text[i] ? textEnd(data, at) + 1 : at + Long.BYTES;
			if (target[i] >= 0)
				values[target[i]] = text[i] ? (Object) text(data, at, next - 1, texts) : (Object) (long) LONG.get(data, at);
			at = next;
		}
		for (int i = 0; i < values.length; i++)
			if (values[i] == null) // a trace of an older version may lack fields
				values[i] = type.fields().get(i).type() == Field.Type.TEXT ? (Object) "" : (Object) 0L;
		return List.of(values);
	}

	private static String text(byte[] data, int from, int to, TextPool texts) {
		return texts == null ? new String(data, from, to - from, StandardCharsets.UTF_8) : texts.get(data, from, to);
	}

	private static int textEnd(byte[] data, int from) {
		int end = from;
		while (data[end] != 0)
			end++;
		return end;
	}

	private static Field field(Member member) {
		return new Field(member.name(), member.type() instanceof StringType ? Field.Type.TEXT : Field.Type.INTEGER);
	}

	private static EventKind kind(String name) {
		for (EventKind kind : EventKind.values())
			if (kind.traceName().equals(name))
				return kind;
		return null;
	}
}
