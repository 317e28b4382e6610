package org.ssiworkbench.trace.internal.ctf;

import java.util.List;

/** How a value is laid out in a stream. Sizes and alignments are in bits. */
public sealed interface CtfType {

	/** Where a value can begin: at multiples of this, from the packet's begin. */
	int align();

	/**
	 * An integer.
	 *
	 * @param size 1 to 64
	 * @param text whether an array of them is a text
	 * @param clock the clock whose value it is, null for none
	 */
	record IntegerType(int size, int align, boolean signed, boolean bigEndian, boolean text, String clock) implements CtfType {
	}

	/** A floating point number of 32 or 64 bits. */
	record FloatType(int size, int align, boolean bigEndian) implements CtfType {
	}

	/** Text up to a NUL byte. */
	record StringType() implements CtfType {
		@Override
		public int align() {
			return Byte.SIZE;
		}
	}

	/** Names for ranges of integers. */
	record EnumType(IntegerType container, List<Label> labels) implements CtfType {
		@Override
		public int align() {
			return container.align();
		}

		/** The name of a value, null if it has none. */
		String label(long value) {
			for (Label label : labels)
				if (value >= label.from && value <= label.to)
					return label.name;
			return null;
		}
	}

	/** A name for the integers from {@code from} to {@code to}. */
	record Label(String name, long from, long to) {
	}

	/** Values one after the other. */
	record StructType(List<Member> members, int align) implements CtfType {
		/** Of no values at all. */
		static final StructType EMPTY = new StructType(List.of(), 1);
	}

	/** A value with a name. */
	record Member(String name, CtfType type) {
	}

	/** One of several values: the one whose name the field {@code tag} has. */
	record VariantType(String tag, List<Member> options) implements CtfType {
		@Override
		public int align() {
			return 1;
		}
	}

	/** So many values of one type. */
	record ArrayType(CtfType element, int length) implements CtfType {
		@Override
		public int align() {
			return element.align();
		}
	}

	/** As many values of one type as the field {@code length} says. */
	record SequenceType(CtfType element, String length) implements CtfType {
		@Override
		public int align() {
			return element.align();
		}
	}
}
