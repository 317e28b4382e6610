package org.ssiworkbench.simulator.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.node.vproc.Pid;
import org.ssiworkbench.node.vproc.ProcessStart;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SimulationRecorder;
import org.ssiworkbench.simulator.campaign.Campaign;
import org.ssiworkbench.simulator.campaign.Invariants;
import org.ssiworkbench.simulator.campaign.Ledger;
import org.ssiworkbench.simulator.campaign.Violation;

/** A cluster of two nodes with a parent and its child, of which the ledger is told things that must not be. */
class LedgerTest {
	private static final int KILLED = 9;

	private final Invariants invariants = new Invariants(Campaign.PROCESSES, 4711);
	private final Ledger ledger = new Ledger(invariants);
	private final Simulation simulation = new Simulation(Recording.config(2, LinkConfig.FAST, 3), SimulationRecorder.NONE);
	private final int parent;
	private final int child;
	private final int pinned;

	LedgerTest() {
		ledger.watch(simulation);
		simulation.boot(1);
		simulation.boot(2);
		simulation.runFor(Recording.SECOND);
		start(false, "fork { compute 60s }; sleep 60s");
		start(true, "sleep 60s");
		List<Integer> pids = simulation.kernel(1).processes().stream().map(process -> process.pid()).toList();
		parent = pids.get(0);
		child = pids.get(1);
		pinned = pids.get(2);
	}

	private void start(boolean isPinned, String script) {
		simulation.node(1).run(() -> simulation.kernel(1).vproc().start(1,
				new ProcessStart(0, 1, 0, 0, 0, isPinned, List.of("test", script), new byte[0]), (pid, reason) -> {
				}));
		simulation.runFor(Recording.SECOND);
	}

	private void assertFound(String part) {
		List<Violation> found = invariants.violations();
		assertEquals(1, found.size(), found.toString());
		assertTrue(found.get(0).text().contains(part), found.get(0).text());
		assertEquals("./ssi bench faults --processes --seeds 1 --from 4711", found.get(0).replay());
	}

	@Test
	void allIsWell() {
		ledger.checkQuiet();
		assertEquals(List.of(), invariants.violations());
	}

	@Test
	void aProcessThatExecutesTwice() {
		ledger.began(2, child, parent);
		assertFound("executes here and on node 1");
	}

	@Test
	void aProcessThatRunsAfterItsEnd() {
		ledger.ended(1, child, 0);
		ledger.began(2, child, parent);
		assertFound("runs again after its end");
	}

	@Test
	void aPinnedProcessThatMoves() {
		ledger.released(1, pinned, 2);
		ledger.began(2, pinned, 1);
		assertFound("though it is pinned");
	}

	@Test
	void aProcessThatMovesTooSoonAgain() {
		ledger.released(1, child, 2);
		ledger.began(2, child, parent);
		ledger.leveled(2, child, simulation.now() + Recording.SECOND);
		assertFound("is to move again after 1000000000 ns");
	}

	@Test
	void aProcessThatIsNowhere() {
		ledger.told(1, parent, child, KILLED);
		invariants.violations().clear();
		ledger.released(1, child, 2);
		ledger.checkQuiet();
		assertFound("is nowhere");
	}

	@Test
	void anEndToldTwice() {
		ledger.ended(1, child, 7 << 8);
		ledger.told(1, parent, child, 7 << 8);
		ledger.told(1, parent, child, 7 << 8);
		assertFound("twice");
	}

	@Test
	void aWrongStatus() {
		ledger.ended(1, child, 7 << 8);
		ledger.told(1, parent, child, KILLED);
		assertFound("but it was 1792");
	}

	@Test
	void anEndThatNobodyTells() {
		ledger.ended(1, child, 0);
		ledger.checkQuiet();
		assertFound("was not told the end of its child");
	}

	@Test
	void aProcessThatNobodyHas() {
		ledger.began(2, Pid.of(2, 5000), 1);
		ledger.checkQuiet();
		assertTrue(invariants.violations().stream().anyMatch(violation -> violation.text().contains("is not here")));
		assertTrue(invariants.violations().stream().anyMatch(violation -> violation.text().contains("is said to be on node 0")));
	}
}
