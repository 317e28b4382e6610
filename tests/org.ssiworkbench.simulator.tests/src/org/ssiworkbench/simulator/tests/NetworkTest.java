package org.ssiworkbench.simulator.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ssiworkbench.simulator.tests.Recording.MILLI;
import static org.ssiworkbench.simulator.tests.Recording.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.ics.IcsChannel;
import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.node.ics.IcsService;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.Machine;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SimulationConfig;
import org.ssiworkbench.simulator.SimulationRecorder;
import org.ssiworkbench.trace.EventKind;

class NetworkTest {
	private static final IcsService NOTE = new IcsService(9, "note", IcsChannel.NORMAL, "note");

	private final List<Integer> received = new ArrayList<>();
	private long lastReceived;
	private Simulation simulation;

	/** Two nodes that are UP; node 2 notes what it gets from node 1. */
	private Simulation pair(LinkConfig link) {
		SimulationConfig config = new SimulationConfig(new TreeSet<>(Set.of(1, 2)), new TreeSet<>(Set.of(1)), 3, 60 * SECOND, false,
				link, new TreeMap<>(), 5);
		simulation = new Simulation(config, SimulationRecorder.NONE, (number, node) -> node.ics().register(NOTE, request -> {
			received.add(request.data().inline()[0] & 0xff);
			lastReceived = simulation.now();
		}));
		simulation.boot(1);
		simulation.boot(2);
		simulation.runFor(5 * SECOND);
		assertEquals(NodeState.UP, simulation.status(1).view().states().get(2));
		send(0, 0);
		simulation.runFor(5 * SECOND);
		received.clear();
		return simulation;
	}

	private void send(int number, int bytes) {
		Node node = simulation.node(1);
		node.run(() -> node.ics().send(2, NOTE, 0, new IcsData(new byte[] { (byte) number }, List.of(new byte[bytes]))));
	}

	@Test
	void latencyIsWhatTheLinkSays() {
		pair(new LinkConfig(30 * MILLI, 0, 0, 0));
		long begun = simulation.now();
		send(1, 0);
		simulation.runFor(SECOND);
		assertEquals(30 * MILLI, lastReceived - begun);
	}

	@Test
	void bandwidthIsShared() {
		pair(new LinkConfig(0, 0, 0, 8_000_000));
		long begun = simulation.now();
		for (int i = 0; i < 10; i++)
			send(i, 20_000);
		simulation.runFor(5 * SECOND);
		long millis = (lastReceived - begun) / MILLI;
		assertTrue(millis >= 200 && millis < 215, "200 kB over 1 MB/s took " + millis + " ms");
	}

	@Test
	void channelsKeepTheirOrderInSpiteOfJitterAndLoss() {
		pair(new LinkConfig(MILLI, 20 * MILLI, 30, 0));
		List<Integer> sent = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			send(i, 0);
			sent.add(i);
			simulation.runFor(MILLI);
		}
		simulation.runFor(20 * SECOND);
		assertEquals(sent, received);
	}

	@Test
	void aCutHoldsBackAndAHealLetsGo() {
		pair(LinkConfig.FAST);
		simulation.partition(Set.of(2));
		send(1, 0);
		simulation.runFor(SECOND);
		assertEquals(List.of(), received);
		simulation.heal();
		simulation.runFor(SECOND);
		assertEquals(List.of(1), received);
	}

	@Test
	void lossInOneDirectionIsNoLossInTheOther() {
		pair(LinkConfig.FAST);
		simulation.loss(2, 1, 100);
		send(1, 0);
		simulation.runFor(SECOND);
		assertEquals(List.of(1), received);
	}

	@Test
	void skewedClocksRunAsFastAsTheyAreSaidTo() {
		List<Long> samples = new ArrayList<>();
		SimulationConfig config = new SimulationConfig(new TreeSet<>(Set.of(1)), new TreeSet<>(Set.of(1)), 3, 2 * SECOND, false,
				LinkConfig.FAST, new TreeMap<>(Map.of(1, 1000L)), 5);
		Simulation fast = new Simulation(config, (node, time, kind, cause, values) -> {
			if (kind == EventKind.LOAD_SAMPLE)
				samples.add(time);
		});
		fast.boot(1);
		fast.runFor(11 * SECOND);
		long tenOwnSeconds = samples.get(10) - samples.get(0);
		assertTrue(Math.abs(tenOwnSeconds - 10 * SECOND + 10 * MILLI) < MILLI, tenOwnSeconds + " ns of true time");
	}

	@Test
	void machinesAreWhatWasDoneToThem() {
		pair(LinkConfig.FAST);
		simulation.pause(2);
		assertEquals(Machine.PAUSED, simulation.status(2).machine());
		simulation.resume(2);
		assertEquals(Machine.RUNNING, simulation.status(2).machine());
		simulation.crash(2);
		assertEquals(Machine.OFF, simulation.status(2).machine());
		assertFalse(simulation.running(2));
		simulation.shutdown(1);
		simulation.runFor(200 * SECOND);
		assertEquals(Machine.HALTED, simulation.status(1).machine());
	}
}
