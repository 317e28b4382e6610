package org.ssiworkbench.node.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.NodeProgram;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SimulationConfig;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;

/** A simulated cluster of real nodes with all its events kept, and the questions that tests ask. */
final class TestCluster {
	static final long MILLI = 1_000_000;
	static final long SECOND = 1_000 * MILLI;
	static final long PERIOD = 2 * SECOND;

	final List<TraceEvent> events = new ArrayList<>();
	final Simulation simulation;

	TestCluster(int nodes, int... initNodes) {
		this(LinkConfig.FAST, false, NodeProgram.NONE, nodes, initNodes);
	}

	TestCluster(LinkConfig link, boolean quorum, NodeProgram program, int nodes, int... initNodes) {
		TreeSet<Integer> numbers = new TreeSet<>();
		for (int node = 1; node <= nodes; node++)
			numbers.add(node);
		TreeSet<Integer> init = new TreeSet<>();
		for (int node : initNodes)
			init.add(node);
		SimulationConfig config = new SimulationConfig(numbers, init, 3, PERIOD, quorum, link, new TreeMap<>(), 7);
		simulation = new Simulation(config,
				(node, time, kind, cause, values) -> events.add(new TraceEvent(time, node, kind, cause, List.of(values))), program);
	}

	TestCluster bootAll() {
		for (Integer node : simulation.config().nodes())
			simulation.boot(node);
		return this;
	}

	/** Boots all nodes and waits until all are UP. */
	TestCluster up() {
		bootAll();
		simulation.runFor(100 * MILLI);
		for (Integer node : simulation.config().nodes())
			assertAllUp(node);
		return this;
	}

	void assertAllUp(int viewer) {
		for (Integer node : simulation.config().nodes())
			assertEquals(NodeState.UP, state(viewer, node), "node " + node + " as node " + viewer + " sees it");
	}

	NodeState state(int viewer, int node) {
		return simulation.status(viewer).view().states().get(node);
	}

	int master(int viewer) {
		return simulation.status(viewer).view().master();
	}

	/** The states a node went through, as a viewer's history tells. */
	List<NodeState> path(int viewer, int node) {
		List<NodeState> states = new ArrayList<>();
		for (Transition transition : simulation.history(viewer))
			if (transition.node() == node)
				states.add(transition.to());
		return states;
	}

	Transition transition(int viewer, int node, NodeState to) {
		Transition found = null;
		for (Transition transition : simulation.history(viewer))
			if (transition.node() == node && transition.to() == to)
				found = transition;
		return found;
	}

	List<TraceEvent> events(EventKind kind, int node) {
		return events.stream().filter(event -> event.kind() == kind && event.node() == node).toList();
	}
}
