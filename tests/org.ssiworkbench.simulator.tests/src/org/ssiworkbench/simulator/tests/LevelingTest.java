package org.ssiworkbench.simulator.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.node.load.LevelingConfig;
import org.ssiworkbench.node.load.LoadLeveling;
import org.ssiworkbench.node.vproc.ProcessStart;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SimulationConfig;
import org.ssiworkbench.simulator.leveling.Comparison;
import org.ssiworkbench.simulator.leveling.Method;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;

class LevelingTest {
	private static final long SECOND = Recording.SECOND;

	private final List<TraceEvent> events = new ArrayList<>();

	private Simulation simulation(int nodes, String... included) {
		TreeSet<Integer> numbers = new TreeSet<>();
		for (int node = 1; node <= nodes; node++)
			numbers.add(node);
		SimulationConfig config = new SimulationConfig(numbers, new TreeSet<>(Set.of(1, 2)), 3, 2 * SECOND, false, LinkConfig.FAST,
				new TreeMap<>(), 5, new LevelingConfig(true, SECOND, new TreeSet<>(List.of(included))));
		Simulation simulation = new Simulation(config, (node, time, kind, cause, values) -> {
			if (kind == EventKind.MIGRATE_RESUME || kind == EventKind.LOAD_DECISION)
				events.add(new TraceEvent(time, node, kind, cause, List.of(values)));
		});
		numbers.forEach(simulation::boot);
		simulation.runFor(SECOND);
		return simulation;
	}

	private static void start(Simulation simulation, int node, int count, String name, String script) {
		for (int i = 0; i < count; i++)
			simulation.node(node).run(() -> simulation.kernel(node).vproc().start(node,
					new ProcessStart(0, 1, 0, 0, 0, false, List.of(name, script), new byte[0]), (pid, reason) -> assertEquals("", reason)));
	}

	private static List<Integer> runnable(Simulation simulation) {
		return simulation.config().nodes().stream().map(node -> simulation.kernel(node).runnable()).toList();
	}

	/** No process moves twice within its residency time. */
	private void assertResidency() {
		Map<Long, Long> last = new HashMap<>();
		for (TraceEvent event : events)
			if (event.kind() == EventKind.MIGRATE_RESUME) {
				Long before = last.put(event.integer("pid"), event.time());
				assertTrue(before == null || event.time() - before >= LoadLeveling.RESIDENCY,
						"process " + event.integer("pid") + " moved after " + (before == null ? 0 : event.time() - before) + " ns");
			}
	}

	private long moves() {
		return events.stream().filter(event -> event.kind() == EventKind.MIGRATE_RESUME).count();
	}

	@Test
	void nineOnOneOfThreeBecomeThreeOnEach() {
		Simulation simulation = simulation(3, "burn");
		start(simulation, 1, 9, "burn", "compute 1000s");
		simulation.runFor(15 * SECOND);
		assertEquals(List.of(3, 3, 3), runnable(simulation));
		assertEquals(6, moves());
		simulation.runFor(60 * SECOND);
		assertEquals(6, moves(), "they do not stay");
		assertResidency();
	}

	@Test
	void aHundredNodesShareWhatTenHave() {
		Simulation simulation = simulation(100, "burn");
		for (int node = 1; node <= 10; node++)
			start(simulation, node, 30, "burn", "compute 10000s");
		simulation.runFor(90 * SECOND);
		List<Integer> runnable = runnable(simulation);
		int most = runnable.stream().mapToInt(Integer::intValue).max().getAsInt();
		int fewest = runnable.stream().mapToInt(Integer::intValue).min().getAsInt();
		assertTrue(most - fewest <= 1, runnable.toString());
		assertEquals(300, runnable.stream().mapToInt(Integer::intValue).sum());
		assertResidency();
		long before = moves();
		simulation.runFor(60 * SECOND);
		assertEquals(before, moves(), "they do not stay");
		assertTrue(before < 300 + 60, before + " moves for 270 processes");
	}

	@Test
	void onlyWhatIsOnTheListMovesAndWhatThatStarts() {
		Simulation simulation = simulation(2, "bash-ll");
		start(simulation, 1, 4, "other", "compute 1000s");
		start(simulation, 1, 1, "bash-ll", "fork { compute 1000s }; fork { compute 1000s }; sleep 1000s");
		simulation.runFor(40 * SECOND);
		assertEquals(List.of(4, 2), runnable(simulation));
		assertTrue(events.stream().anyMatch(event -> event.kind() == EventKind.LOAD_DECISION && event.text("decision").equals("stay")
				&& event.text("why").equals("no process here may be moved")));
	}

	@Test
	void itCanBeSwitchedOffAndOn() {
		Simulation simulation = simulation(2, "burn");
		simulation.node(2).run(() -> simulation.node(2).leveling().switchNode(1, false, outcome -> assertTrue(outcome.done())));
		start(simulation, 1, 4, "burn", "compute 1000s");
		simulation.runFor(20 * SECOND);
		assertEquals(List.of(4, 0), runnable(simulation));
		simulation.node(2).run(() -> simulation.node(2).leveling().switchNode(1, true, outcome -> assertTrue(outcome.done())));
		simulation.runFor(20 * SECOND);
		assertEquals(List.of(2, 2), runnable(simulation));
	}

	@Test
	void decisionsTellTheirNumbers() {
		Simulation simulation = simulation(2, "burn");
		start(simulation, 1, 2, "burn", "compute 1000s");
		simulation.runFor(20 * SECOND);
		TraceEvent move = events.stream().filter(event -> event.kind() == EventKind.LOAD_DECISION && event.text("decision").equals("move"))
				.findFirst().orElseThrow();
		assertEquals(2, move.integer("target"));
		assertEquals(130, move.integer("theirs"));
		assertTrue(move.integer("own") > 130 && move.integer("own") <= 200, "own load " + move.integer("own"));
	}

	/** Amir et al., IEEE TPDS 11(7), 2000. */
	@Test
	void thePublishedOrderOfMeanSlowdownsComesOut() {
		Map<Method, Double> slowdowns = Comparison.run(1, 150);
		assertTrue(slowdowns.get(Method.ENHANCED_MOSIX) < slowdowns.get(Method.MOSIX), slowdowns.toString());
		assertTrue(slowdowns.get(Method.MOSIX) < slowdowns.get(Method.ENHANCED_PVM), slowdowns.toString());
		assertTrue(slowdowns.get(Method.ENHANCED_PVM) < slowdowns.get(Method.PVM), slowdowns.toString());
		assertEquals(Comparison.run(7, 5), Comparison.run(7, 5));
	}
}
