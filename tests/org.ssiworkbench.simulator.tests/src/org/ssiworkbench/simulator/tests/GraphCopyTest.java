package org.ssiworkbench.simulator.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.simulator.stepping.internal.GraphCopy;

class GraphCopyTest {
	private record Point(int x, List<String> names) {
	}

	private record Held(Counter counter) {
	}

	private static final class Counter implements Comparable<Counter> {
		private long value;
		private final List<Object> others = new ArrayList<>();
		private final TreeMap<Long, Counter> byNumber = new TreeMap<>();
		private LongSupplier next;

		@Override
		public int compareTo(Counter other) {
			return Long.compare(value, other.value);
		}
	}

	private static Counter counter(long value) {
		Counter counter = new Counter();
		counter.value = value;
		counter.next = () -> ++counter.value;
		return counter;
	}

	private static <T> T copy(T original) {
		return new GraphCopy(16).of(original);
	}

	@Test
	void aClosureOfTheCopyWorksOnTheCopy() {
		Counter original = counter(5);
		Counter copy = copy(original);
		assertEquals(6, copy.next.getAsLong());
		assertEquals(6, copy.value);
		assertEquals(5, original.value);
	}

	@Test
	void whatIsOneObjectInTheOriginalIsOneInTheCopy() {
		Counter original = counter(1);
		original.byNumber.put(1L, original);
		original.others.add(new Held(original));
		Counter copy = copy(original);
		assertSame(copy, copy.byNumber.get(1L));
		assertSame(copy, ((Held) copy.others.get(0)).counter());
		assertNotSame(original, copy);
	}

	@Test
	void valuesAreShared() {
		Counter original = counter(1);
		original.others.add(new Point(1, List.of("a", "b")));
		original.others.add(List.of(1L, "c"));
		Counter copy = copy(original);
		assertSame(original.others.get(0), copy.others.get(0));
		assertSame(original.others.get(1), copy.others.get(1));
		assertNotSame(original.others, copy.others);
	}

	@Test
	void aHeapIsInOrder() {
		PriorityQueue<Counter> original = new PriorityQueue<>();
		for (long value : new long[] { 5, 1, 4, 2, 3 })
			original.add(counter(value));
		PriorityQueue<Counter> copy = copy(original);
		original.clear();
		for (long value = 1; value <= 5; value++)
			assertEquals(value, copy.poll().value);
	}

	@Test
	void whatCannotBeCopiedIsNamed() {
		Counter original = counter(1);
		original.others.add(new Thread());
		IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> copy(original));
		assertEquals("the state of the simulation holds a java.lang.Thread, which cannot be copied", refusal.getMessage());
	}
}
