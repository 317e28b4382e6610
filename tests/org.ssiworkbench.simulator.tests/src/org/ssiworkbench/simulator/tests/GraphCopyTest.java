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
import org.ssiworkbench.node.vproc.ProcessStart;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SimulationConfig;
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

	/** Whatever state the node software gets must be such that it can be copied. */
	@Test
	void aCopiedClusterWithMovingProcessesGoesOnLikeTheOriginal() {
		Recording recording = new Recording();
		SimulationConfig config = Recording.config(4, LinkConfig.FAST, 9);
		Simulation simulation = new Simulation(config, recording);
		config.nodes().forEach(simulation::boot);
		simulation.runFor(Recording.SECOND);
		for (int i = 0; i < 4; i++)
			simulation.node(1).run(() -> simulation.kernel(1).vproc().start(1, new ProcessStart(0, 1, 0, 0, 0, false,
					List.of("test", "memory 65536; fork { compute 9s }; sleep 200ms; wait"), new byte[0]), (pid, reason) -> {
					}));
		simulation.runFor(Recording.SECOND);
		int pid = simulation.kernel(1).processes().get(0).pid();
		simulation.node(1).run(() -> simulation.kernel(1).vproc().migrate(pid, 2, "operator", outcome -> {
		}));
		for (int round = 0; round < 20; round++) {
			simulation.runFor(50 * Recording.MILLI);
			Simulation copy = new GraphCopy(1000).share(recording).share(config).of(simulation);
			recording.lines.clear();
			for (int i = 0; i < 300; i++)
				simulation.step();
			List<String> original = List.copyOf(recording.lines);
			recording.lines.clear();
			for (int i = 0; i < 300; i++)
				copy.step();
			assertEquals(original, recording.lines);
		}
	}

	@Test
	void whatCannotBeCopiedIsNamed() {
		Counter original = counter(1);
		original.others.add(new Thread());
		IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> copy(original));
		assertEquals("the state of the simulation holds a java.lang.Thread, which cannot be copied", refusal.getMessage());
	}
}
