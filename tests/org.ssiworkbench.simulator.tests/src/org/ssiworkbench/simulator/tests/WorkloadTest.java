package org.ssiworkbench.simulator.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.simulator.workload.Workload;

/** The busy cluster that the trace benchmark measures with. */
class WorkloadTest {
	private static final int EVENTS = 50_000;

	private static List<String> run(long seed) {
		Recording recording = new Recording();
		new Workload(10, seed, recording).run(EVENTS);
		return recording.lines;
	}

	@Test
	void theSameSeedGivesTheSameEventsWithCallsJobsAndFaults() {
		List<String> events = run(4);
		assertTrue(events.size() >= EVENTS, () -> events.size() + " events");
		for (String wanted : List.of(" ics_rpc_done ", " proc_start ", " migrate_done ", " clms_transition ", "pipe", "sem"))
			assertTrue(events.stream().anyMatch(event -> event.contains(wanted)), wanted);
		assertEquals(events, run(4));
		assertNotEquals(events, run(5));
	}
}
