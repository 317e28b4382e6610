package org.ssiworkbench.node.linux.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.control.ControlFrame.Type;
import org.ssiworkbench.node.linux.image.NativeSources;
import org.ssiworkbench.uml.NativeTools;

/** Running programs moved between real nodes by the mover, which {@code drive.c} drives in the place of the nodes. */
@Timeout(120)
class MoverTest {
	private static final long MEMORY = 320L << 20;
	/** Where the kernel's own /proc is for users, who see the cluster's. */
	private static final String LOCAL = "/run/proc/";
	private static final int STEPS = 15;
	/** How often to look for steps, 20 ms apart. */
	private static final int PATIENCE = 1500;
	private static final int DAMAGES = 20;
	private static final int FREEZES = 8;
	private static final List<String> PHASES = List.of("open", "round", "freeze", "restored");

	@TempDir
	static Path folder;
	private static RealCluster cluster;
	private static String mover;
	private static int last;

	@BeforeAll
	static void boot() throws Exception {
		Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
		mover = NativeTools.build(NativeTools.cacheFolder(), NativeSources.all()).ssiInit().toString();
		TestPrograms programs = new TestPrograms(folder);
		for (String name : List.of("drive.c", "counter.c", "placeholder.c"))
			programs.compile("cc", name, "-static");
		for (String name : List.of("kinds.c", "threads.c", "signals.c", "writer.c", "outside.c", "registers.c",
				"refused.c", "events.c"))
			programs.compile("cc", name, "-pthread");
		if (TestPrograms.has("c++"))
			programs.compile("c++", "objects.cpp", "-pthread");
		programs.source("steps.py");
		programs.source("jobs.sh");
		cluster = new RealCluster(2, MEMORY);
		for (int node : cluster.nodes.keySet()) {
			cluster.await(node, NodeState.UP, 1, 2);
			assertEquals("", sh(node, "mount -t hostfs none /mnt -o " + folder));
			cluster.node(node).exec(++last, false, "/mnt/drive", "serve", mover, "10.9.0." + node, "supply");
			cluster.node(node).await(Type.EXEC_OUTPUT,
					payload -> new String(payload, StandardCharsets.UTF_8).contains("SERVING"));
		}
	}

	@AfterAll
	static void end() throws Exception {
		cluster.close();
	}

	/** Runs a shell's command on a node and returns what it printed. */
	private static String sh(int node, String command) throws IOException, InterruptedException {
		int id = ++last;
		cluster.node(node).exec(id, false, "sh", "-c", command);
		cluster.node(node).status(id);
		return cluster.node(node).text(id, 1) + cluster.node(node).text(id, 2);
	}

	private static int start(int node, String name, String command) throws IOException, InterruptedException {
		String pid = sh(node, "cd /; setsid " + command.replace("LOG", "/mnt/" + name + ".log")
				+ " </dev/null >/dev/null 2>/mnt/" + name + ".err & echo $!").strip();
		steps(name, 0);
		return Integer.parseInt(pid);
	}

	private static List<String> lines(String name) throws IOException {
		Path log = folder.resolve(name + ".log");
		return Files.exists(log) ? Files.readAllLines(log) : List.of();
	}

	/** Waits for further steps, and that all so far came in their order and found nothing wrong. */
	private static void steps(String name, int before) throws IOException, InterruptedException {
		for (int tries = 0; lines(name).size() < before + STEPS; tries++) {
			assertTrue(tries < PATIENCE, () -> name + " makes no steps");
			Thread.sleep(20);
		}
		List<String> all = lines(name).stream().filter(line -> !line.isEmpty()).toList();
		assertEquals(List.of(), all.stream().filter(line -> line.startsWith("BAD")).distinct().toList());
		List<String> complete = all.subList(0, all.size() - 1);
		assertEquals(IntStream.range(0, complete.size()).mapToObj(n -> "n=" + n).toList(),
				complete.stream().map(line -> line.split(" ")[0]).toList());
	}

	private static String move(int from, int to, int pid, String more) throws IOException, InterruptedException {
		return sh(from, "/mnt/drive move " + mover + " " + pid + " 10.9.0." + to + " " + more);
	}

	/** Moves a process and sees it go on there and no longer here. */
	private static void moved(String name, int from, int to, int pid) throws IOException, InterruptedException {
		String said = move(from, to, pid, "go");
		assertTrue(said.contains("MOVED"), said);
		steps(name, lines(name).size());
		assertEquals(LOCAL + pid + "\n", sh(to, "ls -d " + LOCAL + pid));
		assertFalse(sh(from, "cat " + LOCAL + pid + "/cmdline").contains(name + ".log"));
	}

	@TestFactory
	Stream<DynamicTest> programsGoThereAndBack() {
		Map<String, String> programs = new TreeMap<>(Map.of("counter", "/mnt/counter LOG", "kinds", "/mnt/kinds LOG",
				"events", "/mnt/events LOG", "threads", "/mnt/threads LOG", "writer", "/mnt/writer LOG 64"));
		if (TestPrograms.has("c++"))
			programs.put("objects", "/mnt/objects LOG");
		if (TestPrograms.has("python3"))
			programs.put("python", "python3 /mnt/steps.py LOG");
		return programs.entrySet().stream().map(program -> DynamicTest.dynamicTest(program.getKey(),
				() -> thereAndBack(program.getKey(), program.getValue())));
	}

	private static void thereAndBack(String name, String command) throws IOException, InterruptedException {
		int pid = start(1, name, command);
		moved(name, 1, 2, pid);
		moved(name, 2, 1, pid);
		sh(1, "kill -9 " + pid);
	}

	@Test
	void signalsAndTimersThatWaitGoWithTheProcess() throws Exception {
		int pid = start(1, "signals", "/mnt/signals LOG /mnt/through");
		for (String phase : List.of("freeze", "restored"))
			assertTrue(move(1, 2, pid, phase).contains("ABORTED"));
		steps("signals", lines("signals").size());
		moved("signals", 1, 2, pid);
		String[] there = lines("signals").getLast().split(" ");
		Files.createFile(folder.resolve("through"));
		moved("signals", 2, 1, pid);
		String[] back = lines("signals").getLast().split(" ");
		assertEquals("order 123 usr1 1", String.join(" ", List.of(back).subList(5, 9)));
		assertTrue(Integer.parseInt(back[2]) > Integer.parseInt(there[2]), "the interval timer goes on");
		assertTrue(Integer.parseInt(back[4]) > Integer.parseInt(there[4]), "the POSIX timer goes on");
		sh(1, "kill -9 " + pid);
	}

	@Test
	void afterAFailureAtAnyPhaseTheProcessGoesOnUnchanged() throws Exception {
		int pid = start(1, "undone", "/mnt/counter LOG");
		String before = sh(1, "cat " + LOCAL + pid + "/maps");
		for (String phase : PHASES) {
			String said = move(1, 2, pid, phase);
			assertTrue(said.contains("ABORTED") && (phase.equals("freeze") || said.contains("DISCARDED")), said);
			steps("undone", lines("undone").size());
		}
		assertEquals(before, sh(1, "cat " + LOCAL + pid + "/maps"));
		assertFalse(sh(2, "ls -d " + LOCAL + pid).startsWith(LOCAL));
		sh(1, "kill -9 " + pid);
	}

	@Test
	void registersAreTheSameWhereverItIsInterrupted() throws Exception {
		int pid = start(1, "registers", "/mnt/registers LOG");
		for (int i = 0; i < FREEZES; i++)
			assertTrue(move(1, 2, pid, "freeze").contains("ABORTED"));
		for (int i = 0; i < FREEZES; i++)
			moved("registers", 1 + i % 2, 2 - i % 2, pid);
		sh(1 + FREEZES % 2, "kill -9 " + pid);
	}

	@Test
	void aDamagedImageLeavesNothingBehindAndTheProcessGoesOn() throws Exception {
		int pid = start(1, "damaged", "/mnt/signals LOG");
		for (int seed = 1; seed <= DAMAGES; seed++) {
			String said = move(1, 2, pid, "damaged" + seed);
			assertTrue(said.contains("ABORTED") || said.contains("FAILED source"), said); // who hears of it first ends it
			assertFalse(sh(2, "ls -d " + LOCAL + pid).startsWith(LOCAL), said);
		}
		steps("damaged", lines("damaged").size());
		sh(1, "kill -9 " + pid);
	}

	@Test
	void whyTheTargetTakesNoMoreIsKnownAtTheSource() throws Exception {
		sh(1, "cp /mnt/counter /tmp/counter");
		int pid = start(1, "only-here", "/tmp/counter LOG");
		String said = move(1, 2, pid, "go");
		assertTrue(said.contains("the file /tmp/counter cannot be had on this node"), said);
		steps("only-here", lines("only-here").size());
		sh(1, "kill -9 " + pid);
	}

	@Test
	void aStandInKeepsThePlaceAndGivesItBack() throws Exception {
		int pid = start(1, "home", "/mnt/counter LOG");
		String said = move(1, 2, pid, "go /mnt/placeholder stub stand-in");
		assertTrue(said.contains("MOVED"), said);
		steps("home", lines("home").size());
		assertEquals("placeholder", sh(1, "cat " + LOCAL + pid + "/comm").strip());
		assertTrue(move(2, 1, pid, "restored").contains("DISCARDED"));
		steps("home", lines("home").size());
		assertEquals("placeholder", sh(1, "cat " + LOCAL + pid + "/comm").strip());
		said = move(2, 1, pid, "go");
		assertTrue(said.contains("MOVED"), said);
		steps("home", lines("home").size());
		assertEquals("counter", sh(1, "cat " + LOCAL + pid + "/comm").strip());
		sh(1, "kill -9 " + pid);
	}

	@Test
	void aTerminalAndAPipeFromOutsideAreSuppliedAnew() throws Exception {
		cluster.node(1).exec(++last, true, "/mnt/outside", "/mnt/outside.log");
		steps("outside", 0);
		int pid = Integer.parseInt(sh(1, "pgrep -o -x outside").strip());
		assertTrue(lines("outside").getLast().endsWith("supplied 0"));
		moved("outside", 1, 2, pid);
		assertTrue(lines("outside").getLast().endsWith("supplied 1"));
		sh(2, "kill -9 " + pid);
	}

	@Test
	void aShellAndItsJobsMoveOneByOneAndKeepTheirSession() throws Exception {
		sh(1, "cd /; setsid bash /mnt/jobs.sh </dev/null >/mnt/jobs.log 2>/dev/null &");
		steps("job", 0);
		String[] pids = lines("jobs").getFirst().split(" ");
		String said = move(1, 2, Integer.parseInt(pids[2]), "go /mnt/placeholder stub stand-in");
		assertTrue(said.contains("MOVED"), said);
		assertEquals(pids[2] + " " + pids[0], sh(2, "ps -o pgid=,sid= -p " + pids[2]).strip().replaceAll(" +", " "));
		said = move(1, 2, Integer.parseInt(pids[0]), "go /mnt/placeholder stub stand-in -- " + pids[1]);
		assertTrue(said.contains("MOVED"), said);
		assertEquals("bash", sh(2, "cat " + LOCAL + pids[0] + "/comm").strip());
		assertEquals(pids[0], sh(2, "ps -o ppid= -p " + pids[1]).strip());
		sh(2, "/mnt/drive signal " + pids[1] + " 15");
		for (int tries = 0; lines("jobs").size() < 2 && tries < PATIENCE; tries++)
			Thread.sleep(20);
		assertEquals("ended 7", lines("jobs").getLast());
		sh(2, "kill -9 " + pids[2]);
	}

	@Test
	void anOrdinaryUsersStoppedProcessStaysBoth() throws Exception {
		int pid = start(1, "user", "setpriv --reuid 65534 --regid 65534 --groups 4,24 /mnt/threads LOG");
		String before = sh(1, "grep -E 'Uid|Gid|Groups|Cap|NoNew' " + LOCAL + pid + "/status");
		sh(1, "kill -STOP " + pid);
		String said = move(1, 2, pid, "go");
		assertTrue(said.contains("MOVED"), said);
		assertEquals("T", sh(2, "ps -o state= -p " + pid).strip());
		assertEquals(before, sh(2, "grep -E 'Uid|Gid|Groups|Cap|NoNew' " + LOCAL + pid + "/status"));
		sh(2, "kill -CONT " + pid);
		steps("user", lines("user").size());
		sh(2, "kill -9 " + pid);
	}

	@TestFactory
	Stream<DynamicTest> whatCannotMoveSaysWhy() {
		return new TreeMap<>(Map.of("socket", "socket", "inotify", "inotify", "terminal", "terminal",
				"lock", "lock on the file", "pinned", "pinned", "deleted", "deleted file", "shared", "shares memory with process",
				"sysv", "System V")).entrySet().stream()
				.map(reason -> DynamicTest.dynamicTest(reason.getKey(), () -> refused(reason.getKey(), reason.getValue())));
	}

	private static void refused(String why, String word) throws IOException, InterruptedException {
		int pid = start(1, "no-" + why, "/mnt/refused LOG " + why);
		for (String said : List.of(sh(1, "/mnt/drive check " + mover + " " + pid), move(1, 2, pid, "go")))
			assertTrue(said.contains(word) && !said.contains("MOVED"), said);
		steps("no-" + why, lines("no-" + why).size());
		sh(1, "kill -9 -" + pid);
	}
}
