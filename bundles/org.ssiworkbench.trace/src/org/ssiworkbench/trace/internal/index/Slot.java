package org.ssiworkbench.trace.internal.index;

/**
 * A stored column. Types of events share them: what a slot holds of an event is said by the event type's {@link SlotPlan}.
 * A field whose value does not fit holds the slot's {@link #elsewhere} value; its real value is in the trace only.
 */
public enum Slot {
	TIME(Width.LONG), CAUSE(Width.LONG), ID(Width.LONG), REF(Width.LONG),
	/** The stream in the upper 16 bits, below it the event's place in that, in bits. */
	PLACE(Width.LONG),
	N1(Width.INT), N2(Width.INT), STREAM(Width.CHAR), TYPE(Width.CHAR), PEER(Width.CHAR),
	/** Codes of texts. */
	T1(Width.CHAR), T2(Width.CHAR), T3(Width.CHAR), CHANNEL(Width.BYTE), PRIORITY(Width.BYTE);

	/** How values are stored; each has arrays of its own, in which a slot has an {@link Slot#index}. */
	public enum Width {
		LONG(8), INT(4), CHAR(2), BYTE(1);

		final int bytes;

		Width(int bytes) {
			this.bytes = bytes;
		}
	}

	/** In a text slot: the text is not in the dictionary. In the peer's: the number is larger than any node's. */
	public static final int CHAR_ELSEWHERE = Character.MAX_VALUE;

	public final Width width;
	/** Place among the slots of this width. */
	public final int index;

	Slot(Width width) {
		this.width = width;
		index = Counter.next(width);
	}

	/** The value that stands for one that does not fit. */
	public long elsewhere() {
		return switch (width) {
		case LONG -> throw new IllegalArgumentException(this + " holds every value");
		case INT -> Integer.MIN_VALUE;
		case CHAR -> CHAR_ELSEWHERE;
		case BYTE -> Byte.MIN_VALUE;
		};
	}

	/** How many slots have a width. */
	static int count(Width width) {
		int count = 0;
		for (Slot slot : values())
			if (slot.width == width)
				count++;
		return count;
	}

	private static final class Counter {
		private static final int[] NEXT = new int[Width.values().length];

		static int next(Width width) {
			return NEXT[width.ordinal()]++;
		}
	}
}
