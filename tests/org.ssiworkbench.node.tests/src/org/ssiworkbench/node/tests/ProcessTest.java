package org.ssiworkbench.node.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ssiworkbench.node.tests.TestCluster.MILLI;
import static org.ssiworkbench.node.tests.TestCluster.PERIOD;
import static org.ssiworkbench.node.tests.TestCluster.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.node.vproc.Outcome;
import org.ssiworkbench.node.vproc.Pid;
import org.ssiworkbench.node.vproc.ProcessInfo;
import org.ssiworkbench.node.vproc.ProcessStart;
import org.ssiworkbench.node.vproc.Vproc;
import org.ssiworkbench.simulator.process.ProcessWitness;
import org.ssiworkbench.simulator.process.SimulatedKernel;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;

/** The process space on three simulated nodes, of which 1 and 2 are init nodes. */
class ProcessTest {
	private static final int SIGUSR1 = 10;
	private static final int SIGTERM = 15;
	private static final int ESRCH = 3;

	private final TestCluster cluster = new TestCluster(3, 1, 2);
	/** Child to the status that its parent was told. */
	private final TreeMap<Integer, Integer> told = new TreeMap<>();
	private final List<Integer> signalled = new ArrayList<>();

	ProcessTest() {
		cluster.simulation.setWitness(new ProcessWitness() {
			@Override
			public void told(int node, int parent, int child, int status) {
				assertNull(told.put(child, status), "told twice of process " + child);
			}

			@Override
			public void signalled(int node, int pid, int signal) {
				signalled.add(pid);
			}
		});
		cluster.up();
	}

	private SimulatedKernel kernel(int node) {
		return cluster.simulation.kernel(node);
	}

	private Vproc vproc(int node) {
		return kernel(node).vproc();
	}

	private void on(int node, Runnable action) {
		cluster.simulation.node(node).run(action);
	}

	private void runFor(long time) {
		cluster.simulation.runFor(time);
	}

	private int start(int by, int node, String script) {
		int[] pid = { 0 };
		on(by, () -> vproc(by).start(node, new ProcessStart(0, 1, 0, 0, 0, false, List.of("test", script), new byte[0]),
				(started, reason) -> {
					assertEquals("", reason);
					pid[0] = started;
				}));
		runFor(5 * MILLI);
		assertEquals(node, Pid.origin(pid[0]));
		return pid[0];
	}

	private Outcome migrate(int by, int pid, int target) {
		Outcome[] outcome = { null };
		on(by, () -> vproc(by).migrate(pid, target, "operator", ended -> outcome[0] = ended));
		runFor(20 * MILLI);
		assertNotNull(outcome[0], "the migration has no end");
		return outcome[0];
	}

	private void move(int by, int pid, int target) {
		assertEquals("", migrate(by, pid, target).reason());
		assertPlace(pid, target);
	}

	private int locate(int by, int pid) {
		int[] place = { -1 };
		on(by, () -> vproc(by).locate(pid, node -> place[0] = node));
		runFor(5 * MILLI);
		return place[0];
	}

	/** Every node that runs finds the process there, and no other has it. */
	private void assertPlace(int pid, int place) {
		for (Integer node : cluster.simulation.running()) {
			assertEquals(place, locate(node, pid), "as node " + node + " knows");
			assertEquals(node == place, kernel(node).process(pid) != null, "on node " + node);
		}
	}

	private int signal(int by, int pid, int signal) {
		int[] errno = { -1 };
		on(by, () -> vproc(by).signal(pid, signal, 0, result -> errno[0] = result));
		runFor(20 * MILLI);
		return errno[0];
	}

	private ProcessInfo child(int node, int parent) {
		return kernel(node).processes().stream().filter(process -> process.parent() == parent).findFirst().orElseThrow();
	}

	@Test
	void everyNodeFindsAProcessThatMoves() {
		int pid = start(1, 2, "compute 60s");
		assertPlace(pid, 2);
		move(1, pid, 3);
		move(3, pid, 1);
		move(2, pid, 2);
		assertEquals(0, locate(1, Pid.of(2, 4000)));
		assertEquals(0, locate(1, 77));
	}

	@Test
	void aMoveLosesNothing() {
		int pid = start(1, 1, "memory 1000000; compute 300ms; sleep 100ms; compute 100ms; exit 5");
		runFor(100 * MILLI);
		move(1, pid, 2);
		ProcessInfo moved = kernel(2).process(pid);
		assertEquals(1_000_000, moved.memory());
		assertTrue(moved.cpu() >= 100 * MILLI && moved.cpu() < 200 * MILLI, "CPU time " + moved.cpu());
		runFor(450 * MILLI);
		assertEquals(0, locate(3, pid));
		assertEquals(5 << 8, cluster.events(EventKind.PROC_EXIT, 2).get(0).integer("status"));
	}

	@Test
	void theTraceTellsThePhases() {
		int pid = start(1, 1, "memory 6000000; dirty 1000000000; compute 60s");
		move(1, pid, 2);
		List<String> kinds = cluster.events.stream().filter(event -> event.kind().name().startsWith("MIGRATE"))
				.map(event -> event.node() + " " + event.kind()).toList();
		assertEquals(List.of("1 MIGRATE_BEGIN", "1 MIGRATE_FREEZE", "1 MIGRATE_TRANSFER", "2 MIGRATE_RESUME", "1 MIGRATE_DONE"), kinds);
		TraceEvent freeze = cluster.events(EventKind.MIGRATE_FREEZE, 1).get(0);
		assertTrue(freeze.integer("rounds") > 1, "one round only");
		assertTrue(freeze.integer("sent") > 6_000_000, "sent ahead: " + freeze.integer("sent"));
		long down = cluster.events(EventKind.MIGRATE_RESUME, 2).get(0).integer("down");
		assertTrue(down > 0 && down < 5 * MILLI, "stood still for " + down + " ns");
		assertEquals(2, cluster.events(EventKind.PROC_PLACE, 1).get(0).integer("place"));
	}

	@Test
	void whatCannotMoveSaysWhy() {
		int pid = start(1, 1, "hold; compute 60s");
		assertEquals("process " + pid + " uses what cannot move", migrate(3, pid, 2).reason());
		assertPlace(pid, 1);
		assertEquals("node 9 is NEVERUP, not UP", migrate(3, pid, 9).reason());
		assertEquals("there is no process " + Pid.of(1, 9999), migrate(3, Pid.of(1, 9999), 2).reason());
		int[] pinned = { 0 };
		on(1, () -> vproc(1).start(1, new ProcessStart(0, 1, 0, 0, 0, true, List.of("pinned", "compute 60s"), new byte[0]),
				(started, reason) -> pinned[0] = started));
		runFor(MILLI);
		assertEquals("process " + pinned[0] + " is pinned: it ignores SIGMIGRATE", migrate(2, pinned[0], 3).reason());
	}

	/** Whatever step it is that has no end: the process runs on where it was, and the next move works. */
	private void assertFailsInTime(int silent, String phase) {
		int pid = start(1, 1, "memory 100000; compute 300s");
		Outcome[] outcome = { null };
		kernel(silent).setSilence(100);
		on(2, () -> vproc(2).migrate(pid, 3, "operator", ended -> outcome[0] = ended));
		runFor(29 * SECOND);
		assertNull(outcome[0], "given up early");
		assertEquals("process " + pid + " is being moved already", migrate(2, pid, 3).reason());
		runFor(2 * SECOND);
		assertEquals("it made no progress for 30 s in the phase " + phase, outcome[0].reason());
		TraceEvent failure = cluster.events(EventKind.MIGRATE_FAIL, 1).getFirst();
		assertEquals(phase, failure.text("phase"));
		assertPlace(pid, 1);
		long cpu = kernel(1).process(pid).cpu();
		runFor(SECOND);
		assertTrue(kernel(1).process(pid).cpu() > cpu, "it stands still");
		kernel(silent).setSilence(0);
		move(2, pid, 3);
	}

	@Test
	void aSourceThatDoesNotAnswerEndsTheMove() {
		assertFailsInTime(1, "check");
	}

	@Test
	void aTargetThatDoesNotAnswerEndsTheMove() {
		assertFailsInTime(3, "prepare");
	}

	@Test
	void aMoveFailsInAnyStepThatHasNoEnd() {
		Set<String> phases = new TreeSet<>();
		for (int node : List.of(1, 3))
			kernel(node).setSilence(15);
		int pid = start(1, 1, "memory 100000; compute 3000s");
		int place = 1;
		for (int i = 0; i < 60; i++) {
			int target = 4 - place;
			Outcome[] outcome = { null };
			on(2, () -> vproc(2).migrate(pid, target, "operator", ended -> outcome[0] = ended));
			runFor(31 * SECOND);
			assertNotNull(outcome[0], "the migration has no end");
			place = outcome[0].done() ? target : place;
			assertPlace(pid, place);
		}
		for (int node : List.of(1, 3))
			cluster.events(EventKind.MIGRATE_FAIL, node).forEach(failure -> phases.add(failure.text("phase")));
		assertEquals(Set.of("check", "prepare", "precopy", "freeze", "transfer", "restore"), phases);
	}

	@Test
	void signalsReachAProcessWhereverItIs() {
		int pid = start(1, 1, "compute 60s");
		move(1, pid, 3);
		assertEquals(0, signal(2, pid, SIGUSR1));
		assertEquals(List.of(pid), signalled);
		assertEquals(3, cluster.events(EventKind.PROC_SIGNAL, 3).get(0).node());
		assertEquals(0, signal(1, pid, SIGTERM));
		assertEquals(ESRCH, signal(1, pid, SIGTERM));
	}

	@Test
	void aSignalToAGroupReachesAllMembersOnce() {
		int pid = start(1, 1, "fork { compute 60s }; fork { compute 60s }; compute 60s");
		int child = child(1, pid).pid();
		move(1, child, 2);
		move(1, pid, 3);
		assertEquals(0, signal(2, -pid, SIGUSR1));
		assertEquals(3, signalled.size(), signalled.toString());
		assertEquals(3, signalled.stream().distinct().count());
		assertEquals(ESRCH, signal(2, -child, SIGUSR1), "no group of its own");
	}

	@Test
	void theParentIsToldWhereverBothAre() {
		int parent = start(1, 1, "fork { compute 1s; exit 3 }; fork { compute 1s; exit 4 }; sleep 60s");
		List<Integer> children = kernel(1).untold(parent);
		move(1, children.get(0), 2);
		move(1, parent, 3);
		assertEquals(children, kernel(3).untold(parent));
		runFor(3 * SECOND);
		assertEquals(3 << 8, told.get(children.get(0)));
		assertEquals(4 << 8, told.get(children.get(1)));
		assertEquals(List.of(), kernel(3).untold(parent));
		assertEquals(List.of(), kernel(1).standIns().stream().filter(standIn -> standIn.pid() != parent).toList());
		assertEquals(List.of(), kernel(3).standIns());
	}

	@Test
	void aParentThatWaitsGoesOnWhenItIsTold() {
		int parent = start(1, 1, "fork { compute 1s; exit 3 }; wait; exit 7");
		int child = child(1, parent).pid();
		move(1, parent, 2);
		move(1, child, 3);
		runFor(3 * SECOND);
		assertEquals(3 << 8, told.get(child));
		assertEquals(7 << 8, cluster.events(EventKind.PROC_EXIT, 2).get(0).integer("status"));
	}

	@Test
	void aLostNodesChildrenAreReportedAsKilled() {
		int parent = start(1, 1, "fork { compute 60s }; fork { compute 60s }; wait; exit 7");
		List<Integer> children = kernel(1).untold(parent);
		move(1, children.get(0), 3);
		move(1, parent, 2);
		cluster.simulation.crash(3);
		runFor(2 * PERIOD);
		assertEquals(9, told.get(children.get(0)));
		assertEquals(0, locate(2, children.get(0)));
		cluster.simulation.crash(1);
		runFor(2 * PERIOD);
		assertEquals(9, told.get(children.get(1)), "it was on its origin, which is lost");
		assertEquals(7 << 8, cluster.events(EventKind.PROC_EXIT, 2).get(0).integer("status"));
	}

	@Test
	void theMasterStandsInForALostOriginAndHandsBack() {
		int pid = start(1, 3, "compute 60s");
		move(1, pid, 2);
		cluster.simulation.crash(3);
		runFor(2 * PERIOD);
		assertPlace(pid, 2);
		move(2, pid, 1);
		cluster.simulation.boot(3);
		runFor(300 * MILLI);
		cluster.assertAllUp(1);
		assertEquals(1, kernel(3).standIns().size(), "its origin keeps the pid taken");
		assertPlace(pid, 1);
		assertEquals(0, signal(3, pid, SIGTERM));
		runFor(MILLI);
		assertEquals(List.of(), kernel(3).standIns());
		assertEquals(0, locate(1, pid));
	}

	@Test
	void aNewMasterLearnsWhatTheOldOneKnew() {
		int pid = start(1, 3, "compute 60s");
		move(1, pid, 2);
		cluster.simulation.crash(3);
		runFor(2 * PERIOD);
		cluster.simulation.crash(1);
		runFor(2 * PERIOD);
		assertEquals(2, cluster.master(2));
		assertPlace(pid, 2);
	}

	@Test
	void aProcessGoesOnAsAnotherProgramElsewhere() {
		int pid = start(1, 1, "compute 60s");
		on(1, () -> assertTrue(kernel(1).executeElsewhere(pid, 3, "compute 200ms; exit 9", outcome -> assertTrue(outcome.done()))));
		runFor(50 * MILLI);
		assertPlace(pid, 3);
		runFor(200 * MILLI);
		assertEquals(0, locate(1, pid));
		assertEquals(9 << 8, cluster.events(EventKind.PROC_EXIT, 3).get(0).integer("status"));
	}

	@Test
	void aProgramThatCannotBeExecutedLeavesTheProcessAsItWas() {
		int pid = start(1, 1, "compute 60s");
		String[] reason = { "" };
		on(1, () -> kernel(1).executeElsewhere(pid, 3, "nonsense", outcome -> reason[0] = outcome.reason()));
		runFor(50 * MILLI);
		assertEquals("program \"nonsense\", character 9: no such step: nonsense", reason[0]);
		assertPlace(pid, 1);
		assertEquals(1, kernel(1).runnable());
	}

	@Test
	void oneListHasThemAll() {
		int first = start(1, 1, "compute 60s");
		int second = start(1, 3, "compute 60s");
		move(1, first, 2);
		List<Vproc.Placed> all = new ArrayList<>();
		on(3, () -> vproc(3).list(all::addAll));
		runFor(10 * MILLI);
		assertEquals(List.of(first, second), all.stream().map(placed -> placed.process().pid()).toList());
		assertEquals(List.of(2, 3), all.stream().map(Vproc.Placed::place).toList());
	}

	@Test
	void messagesOfTheHostsFollowAProcessInOrder() {
		int pid = start(1, 1, "compute 60s");
		List<Integer> taken = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			int number = i;
			on(1, () -> vproc(1).tellPlace(pid, new byte[] { (byte) number }, () -> taken.add(number)));
			if (i == 10)
				on(1, () -> vproc(1).migrate(pid, 2, "operator", outcome -> assertTrue(outcome.done())));
			runFor(MILLI / 5);
		}
		runFor(20 * MILLI);
		assertEquals(20, taken.size());
		assertEquals(taken.stream().sorted().toList(), taken);
	}
}
