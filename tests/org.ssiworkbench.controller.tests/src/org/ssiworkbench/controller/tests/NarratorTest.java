package org.ssiworkbench.controller.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.controller.cli.Narrator;
import org.ssiworkbench.controller.protocol.ControllerClient.Message;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterInfo;
import org.ssiworkbench.controller.protocol.ControllerService.TransitionInfo;

class NarratorTest {
	private final List<String> lines = new ArrayList<>();

	@Test
	void transitionsThatNodesReportOutOfOrderAreToldInTheirOrder() {
		try (Narrator narrator = new Narrator(lines::add, cluster("uml"))) {
			narrator.transition(transition(3, 1_115_000_000));
			narrator.message(new Message("warning", "slow"));
			narrator.transition(transition(1, 1_046_000_000));
			narrator.transition(transition(2, 1_200_000_000));
		}
		assertEquals(List.of("    1.046 s  #1    node 1: COMINGUP -> UP (done)", "    1.200 s  #2    node 1: COMINGUP -> UP (done)",
				"    1.115 s  #3    node 1: COMINGUP -> UP (done)", "warning: slow"), lines);
	}

	@Test
	void theSimulatorReportsInOrderAndIsToldAtOnce() {
		try (Narrator narrator = new Narrator(lines::add, cluster("simulator"))) {
			narrator.transition(transition(1001, 1_000_000_000));
			assertEquals(1, lines.size());
			narrator.transition(transition(9, 1_500_000_000));
			assertEquals("    1.500 s  #9    node 1: COMINGUP -> UP (done)", lines.get(1));
		}
	}

	private static ClusterInfo cluster(String host) {
		return new ClusterInfo("three", "three.ssicluster", host, "trace", 1, 0, 0);
	}

	private static TransitionInfo transition(long id, long time) {
		return new TransitionInfo(id, time, 1, "COMINGUP", "UP", "done", List.of(1));
	}
}
