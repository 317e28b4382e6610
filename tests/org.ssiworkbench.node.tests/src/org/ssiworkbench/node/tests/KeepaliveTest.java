package org.ssiworkbench.node.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ssiworkbench.node.tests.TestCluster.MILLI;
import static org.ssiworkbench.node.tests.TestCluster.PERIOD;
import static org.ssiworkbench.node.tests.TestCluster.SECOND;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.node.keepalive.Keepalive;
import org.ssiworkbench.node.keepalive.Keepalive.Which;
import org.ssiworkbench.node.keepalive.Registered;
import org.ssiworkbench.node.keepalive.Spec;
import org.ssiworkbench.node.keepalive.Spec.Limits;
import org.ssiworkbench.node.keepalive.Spec.Placement;
import org.ssiworkbench.node.keepalive.State;
import org.ssiworkbench.node.vproc.ProcessInfo;
import org.ssiworkbench.node.vproc.ProcessStart;

/** keepalive on four simulated nodes, of which 1 and 2 are init nodes. */
class KeepaliveTest {
	private static final int SIGKILL = 9;
	private static final String LONG = "sleep 10000s";

	private final TestCluster cluster = new TestCluster(4, 1, 2).up();

	private void on(int node, Runnable action) {
		cluster.simulation.node(node).run(action);
	}

	private Keepalive keepalive(int node) {
		return cluster.simulation.node(node).keepalive();
	}

	private void runFor(long time) {
		cluster.simulation.runFor(time);
	}

	private int register(int by, Spec spec) {
		int[] slot = { 0 };
		on(by, () -> keepalive(by).register(spec, (its, reason) -> {
			assertEquals("", reason);
			slot[0] = its;
		}));
		runFor(50 * MILLI);
		assertNotEquals(0, slot[0]);
		return slot[0];
	}

	private List<Registered> list(int by) {
		List<Registered> all = new ArrayList<>();
		on(by, () -> keepalive(by).list(all::addAll));
		runFor(20 * MILLI);
		return all;
	}

	private Registered get(int by, int slot) {
		return list(by).stream().filter(registered -> registered.slot() == slot).findFirst().orElseThrow();
	}

	private String deregister(int by, Which which, String value, boolean kill) {
		String[] reason = { null };
		on(by, () -> keepalive(by).deregister(which, value, kill, outcome -> reason[0] = outcome.reason()));
		runFor(20 * MILLI);
		return reason[0];
	}

	private void kill(int pid) {
		int master = cluster.simulation.running().first();
		on(master, () -> cluster.simulation.kernel(master).vproc().signal(pid, SIGKILL, 0, errno -> assertEquals(0, errno)));
		runFor(10 * MILLI);
	}

	/** Where processes of this name execute. */
	private List<Integer> places(String command) {
		List<Integer> places = new ArrayList<>();
		for (Integer node : cluster.simulation.running())
			for (ProcessInfo process : cluster.simulation.kernel(node).processes())
				if (process.command().equals(command))
					places.add(node);
		return places;
	}

	@Test
	void whatDiesIsStartedAgain() {
		int slot = register(3, Spec.of("server", LONG).on(4, 3));
		Registered first = get(4, slot);
		assertEquals(State.OK, first.state());
		assertEquals(List.of(4), places("server"));
		kill(first.pid());
		Registered dead = get(2, slot);
		assertEquals(State.RESPAWN, dead.state());
		assertEquals(1, dead.deaths());
		runFor(2 * SECOND);
		Registered second = get(2, slot);
		assertEquals(State.OK, second.state());
		assertNotEquals(first.pid(), second.pid());
		assertEquals(List.of(4), places("server"));
	}

	@Test
	void moreDeathsThanTheLimitKeepItDown() {
		Limits limits = new Limits(100 * SECOND, 3, SECOND / 10, Limits.NONE);
		int slot = register(1, Spec.of("flop", "sleep 100ms; exit 1").with(limits));
		runFor(20 * SECOND);
		Registered down = get(1, slot);
		assertEquals(State.DOWN, down.state());
		assertEquals(4, down.deaths());
		assertEquals(List.of(), places("flop"));
	}

	@Test
	void rareDeathsDoNot() {
		Limits limits = new Limits(SECOND, 3, SECOND / 10, Limits.NONE);
		int slot = register(1, Spec.of("flop", "sleep 900ms; exit 1").with(limits));
		runFor(30 * SECOND);
		assertNotEquals(State.DOWN, get(1, slot).state());
	}

	@Test
	void anExitCodeCanSayThatItIsToStayDown() {
		int slot = register(1, Spec.of("done", "sleep 100ms; exit 42").with(new Limits(SECOND, 3, SECOND, 42)));
		runFor(10 * SECOND);
		assertEquals(State.DOWN, get(1, slot).state());
	}

	@Test
	void aLostNodesProcessesGoToTheirBackups() {
		int slot = register(1, Spec.of("server", LONG).on(4, 3, 2));
		cluster.simulation.crash(4);
		runFor(3 * PERIOD);
		assertEquals(List.of(3), places("server"));
		assertEquals(0, get(1, slot).deaths(), "a node's end is not its fault");
		cluster.simulation.crash(3);
		runFor(3 * PERIOD);
		assertEquals(List.of(2), places("server"));
		assertEquals(2, get(1, slot).node());
	}

	@Test
	void withoutABackupItWaitsForItsNode() {
		int slot = register(1, Spec.of("server", LONG).on(4));
		cluster.simulation.crash(4);
		runFor(3 * PERIOD);
		assertEquals(State.RESPAWN, get(1, slot).state());
		cluster.simulation.boot(4);
		runFor(SECOND);
		assertEquals(List.of(4), places("server"));
	}

	@Test
	void roundRobinGoesOn() {
		int slot = register(1, Spec.of("server", LONG).with(Placement.ROUND_ROBIN).with(new Limits(SECOND, 10, MILLI, Limits.NONE)));
		List<Integer> nodes = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			nodes.add(get(1, slot).node());
			kill(get(1, slot).pid());
			runFor(50 * MILLI);
		}
		assertEquals(List.of(1, 2, 3, 4, 1), nodes);
	}

	@Test
	void theDaemonSurvivesTheLossOfItsNode() {
		int far = register(3, Spec.of("far", LONG).on(4));
		int near = register(3, Spec.of("near", LONG).on(1, 3));
		Registered before = get(3, far);
		cluster.simulation.crash(1);
		runFor(3 * PERIOD);
		assertEquals(2, cluster.master(3));
		assertEquals(before.pid(), get(3, far).pid(), "it has not been started again");
		assertEquals(List.of(4), places("far"));
		assertEquals(List.of(3), places("near"));
		kill(before.pid());
		runFor(2 * SECOND);
		assertEquals(1, get(3, far).deaths());
		assertEquals(State.OK, get(3, far).state());
		assertEquals(3, get(4, near).node());
	}

	@Test
	void aMasterThatIsLostWhileItStartsSomethingStartsNothingTwice() {
		on(3, () -> keepalive(3).register(Spec.of("server", LONG).on(4), (slot, reason) -> {
		}));
		// The request, the copy and the start are under way one after the other; the crash comes between.
		while (places("server").isEmpty())
			assertTrue(cluster.simulation.step());
		cluster.simulation.crash(1);
		runFor(4 * PERIOD);
		assertEquals(List.of(4), places("server"));
		assertEquals(State.OK, list(3).get(0).state());
	}

	@Test
	void aCriticalMemberTakesItsGroupWithIt() {
		Limits quick = new Limits(SECOND, 10, SECOND / 2, Limits.NONE);
		int critical = register(1, Spec.of("database", LONG).on(3).in("shop", true).with(quick));
		int other = register(1, Spec.of("web", LONG).on(4).in("shop", false).with(quick));
		int outside = register(1, Spec.of("mail", LONG).on(4));
		int web = get(1, other).pid();
		int mail = get(1, outside).pid();
		kill(get(1, critical).pid());
		runFor(3 * SECOND);
		assertEquals(State.OK, get(1, critical).state());
		assertEquals(State.OK, get(1, other).state());
		assertNotEquals(web, get(1, other).pid());
		assertEquals(0, get(1, other).deaths());
		assertEquals(mail, get(1, outside).pid());
	}

	@Test
	void aRunningProcessCanBeAdopted() {
		int[] pid = { 0 };
		on(2, () -> cluster.simulation.kernel(2).vproc().start(3,
				new ProcessStart(0, 1, 0, 0, 0, false, List.of("server", LONG), new byte[0]), (its, reason) -> pid[0] = its));
		runFor(10 * MILLI);
		on(2, () -> keepalive(2).adopt(Spec.of("server", LONG).on(4), pid[0], (slot, reason) -> assertEquals("", reason)));
		runFor(20 * MILLI);
		assertEquals(pid[0], list(1).get(0).pid());
		kill(pid[0]);
		runFor(2 * SECOND);
		assertEquals(List.of(4), places("server"));
		String[] refusal = { "" };
		on(2, () -> keepalive(2).adopt(Spec.of("x"), 4711, (slot, reason) -> refusal[0] = reason));
		runFor(20 * MILLI);
		assertEquals("there is no process 4711", refusal[0]);
	}

	@Test
	void whatIsDeregisteredIsLeftAloneOrEnded() {
		register(1, Spec.of("one", LONG).on(3));
		register(1, Spec.of("two", LONG).on(4));
		assertEquals("keepalive has no process whose group is nobody", deregister(2, Which.GROUP, "nobody", false));
		assertEquals("", deregister(2, Which.PROGRAM, "one", false));
		assertEquals("", deregister(2, Which.ALL, "", true));
		runFor(5 * SECOND);
		assertEquals(List.of(3), places("one"));
		assertEquals(List.of(), places("two"));
		assertEquals(List.of(), list(4));
	}

	@Test
	void theListIsForPeopleAndForPrograms() {
		int slot = register(1, Spec.of("server", LONG).on(4).in("shop", true));
		Registered registered = get(1, slot);
		assertEquals("   1  ok        " + registered.pid() + "    4  0 of 10      never   server sleep 10000s", registered.human(0));
		assertEquals("1:ok:" + registered.pid() + ":4:1:shop:1:" + registered.lastStart() + ":0:0:0:0:server sleep 10000s",
				registered.machine());
	}
}
