package org.ssiworkbench.node.linux.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The moving demonstrations of the SSI/UML HOWTO: ordinary programs on a terminal of node 1 that move over three nodes. */
@Timeout(240)
class DemoTest {
	private static final String PROMPT = "ready> ";
	/** Moves take well below a second; a busy machine may take longer. */
	private static final long PATIENCE = 60_000_000_000L;
	private static final int RECORDS = 2000;
	/** The acceptance run roams for 60 s. */
	private static final int ROAMING_SECONDS = Integer.parseInt(System.getenv().getOrDefault("SSI_ROAMING_SECONDS", "15"));
	/** It goes on once a second, of which a busy machine may miss some. */
	private static final int LEAST_MOVES = ROAMING_SECONDS / 4;

	@TempDir
	private static Path folder;
	private static RealCluster cluster;
	private static RealNode one;
	private static int last;
	private final int id = ++last;

	@BeforeAll
	static void boot() throws Exception {
		cluster = new RealCluster(3);
		one = cluster.node(1);
		cluster.awaitAllUp();
	}

	@AfterAll
	static void end() throws Exception {
		cluster.close();
	}

	private Screen shell() throws Exception {
		Screen screen = new Screen(one, id, "env", "PS1=" + PROMPT, "bash", "--norc", "--noediting");
		screen.await(PROMPT);
		return screen;
	}

	private static String pidOf(String arguments) throws Exception {
		while (true) {
			for (String line : cluster.node(2).run("ssi-ps").out().lines().toList())
				if (line.endsWith(" " + arguments))
					return line.strip().split(" +")[0];
			Thread.sleep(100);
		}
	}

	/** Waits until all nodes say that a process is on a node. */
	private static void awaitAt(String pid, int place) throws Exception {
		long end = System.nanoTime() + PATIENCE;
		for (RealNode node : cluster.nodes.values())
			for (String where = ""; !where.equals(place + "\n"); Thread.sleep(100)) {
				where = node.run("where_pid " + pid).out();
				if (System.nanoTime() > end)
					fail("process " + pid + " is on node " + where + "\n" + one.run("ssi-ps").out());
			}
	}

	@Test
	void dbdemoMovesByKeysAndLosesNoRecord() throws Exception {
		Path records = Files.write(folder.resolve("records"), IntStream.rangeClosed(1, RECORDS).mapToObj(i -> "record " + i).toList());
		Screen screen = shell();
		screen.press("dbdemo " + records + "\n");
		screen.await("record 1\r\n");
		String pid = pidOf("dbdemo " + records);
		for (int node : List.of(2, 3, 1)) {
			screen.press(Integer.toString(node));
			awaitAt(pid, node);
		}
		screen.press("\n");
		int moves = movesWithin(pid, ROAMING_SECONDS);
		assertTrue(moves >= LEAST_MOVES, moves + " moves in " + ROAMING_SECONDS + " s");
		screen.press(" ");
		Thread.sleep(3000);
		screen.press("1");
		awaitAt(pid, 1);
		screen.press("q");
		screen.await(PROMPT);
		List<Integer> seen = Pattern.compile("record (\\d+)\r\n").matcher(screen.all()).results()
				.map((MatchResult found) -> Integer.parseInt(found.group(1))).toList();
		assertEquals(IntStream.rangeClosed(1, seen.size()).boxed().toList(), seen, screen.all());
		screen.press("stty -a; echo status $?\n");
		String modes = screen.await("status 0");
		assertTrue(modes.contains(" icanon ") && modes.contains(" echo "), modes);
	}

	/** How often a process is seen on another node than before. */
	private static int movesWithin(String pid, int seconds) throws Exception {
		long end = System.nanoTime() + seconds * 1_000_000_000L;
		int moves = 0;
		for (String place = ""; System.nanoTime() < end; Thread.sleep(100)) {
			String now = one.run("where_pid " + pid).out();
			moves += now.equals(place) ? 0 : 1;
			place = now;
		}
		return moves - 1;
	}

	@Test
	void aProgramThatEndsElsewhereLeavesTheTerminalAsItLeftItsOwn() throws Exception {
		Path records = Files.writeString(folder.resolve("few"), "first\nsecond\n".repeat(RECORDS));
		Screen screen = shell();
		screen.press("dbdemo " + records + "; stty -a; echo status $?\n");
		screen.await("first\r\n");
		screen.press("2");
		awaitAt(pidOf("dbdemo " + records), 2);
		screen.press("q");
		String modes = screen.await("status 0");
		assertTrue(modes.contains(" icanon ") && modes.contains(" echo "), modes);
	}

	@Test
	void keysReachAMovedJob() throws Exception {
		Screen screen = shell();
		screen.press("cat; echo status $?\n");
		String pid = pidOf("cat");
		assertEquals(0, one.run("migrate 2 " + pid).status());
		awaitAt(pid, 2);
		screen.press("a word\n");
		screen.await("a word\r\na word\r\n");
		screen.press("\032");
		screen.await("Stopped");
		screen.await(PROMPT);
		screen.press("fg\n");
		screen.press("another\n");
		screen.await("another\r\nanother\r\n");
		assertEquals(0, one.run("migrate 1 " + pid).status());
		awaitAt(pid, 1);
		screen.press("home\n");
		screen.await("home\r\nhome\r\n");
		screen.press("\003");
		screen.await(PROMPT);
		screen.press("echo status $?\n");
		screen.await("status 130");
	}

	@Test
	void aPipelineGoesOnWhenItsMembersMove() throws Exception {
		one.exec(id, false, "sh", "-c", "i=0; while [ $i -lt 40 ]; do i=$((i+1)); echo $i; sleep 0.2; done | sort -rn");
		String sort = null;
		while (sort == null)
			for (String line : one.run("ssi-ps").out().lines().toList())
				if (line.endsWith(" sort -rn") && !line.contains("sh -c"))
					sort = line.strip().split(" +")[0];
		assertEquals("", cluster.node(3).run("migrate 2 " + sort).err());
		awaitAt(sort, 2);
		assertEquals("", cluster.node(3).run("migrate 3 " + sort).err());
		assertEquals(0, one.status(id));
		assertEquals(IntStream.iterate(40, i -> i - 1).limit(40).mapToObj(i -> i + "\n").reduce("", String::concat), one.text(id, 1));
	}

	@Test
	void theEndOfAPipeIsToldToOneThatHasMovedOn() throws Exception {
		one.exec(id, false, "sh", "-c", "sleep 3 | sh -c 'kill -STOP $$; cat; echo over'");
		String reader = pidOf("sh -c kill -STOP $$; cat; echo over");
		RealNode three = cluster.node(3);
		assertEquals("", three.run("migrate 2 " + reader).err());
		awaitAt(reader, 2);
		Thread.sleep(4000);
		assertEquals("", three.run("migrate 3 " + reader).err());
		awaitAt(reader, 3);
		assertEquals(0, three.run("kill -CONT " + reader).status());
		assertEquals(0, one.status(id));
		assertEquals("over\n", one.text(id, 1));
	}

	@Test
	void aPipeWithinAThirdNodeKeepsItsReaderThere() throws Exception {
		String script = "kill -STOP $$; x=$(sleep 4; echo word); echo got $x";
		one.exec(id, false, "sh", "-c", script);
		String shell = pidOf("sh -c " + script);
		moveStopped(shell, 2);
		assertEquals(0, one.run("kill -CONT " + shell).status());
		pidOf("sleep 4");
		for (int target : List.of(3, 1)) {
			String refusal = one.run("migrate " + target + " " + shell).err();
			assertTrue(refusal.matches("migrate: it shares pipe:\\S+ with others here, .*\n"), refusal);
		}
		assertEquals(0, one.status(id));
		assertEquals("got word\n", one.text(id, 1));
	}

	@Test
	void whatOthersWriteDoesNotKeepAProcessFromComingHome() throws Exception {
		String script = "kill -STOP $$; while echo line; do i=0; while [ $i -lt 500 ]; do i=$((i+1)); done; done & kill -STOP $$; echo home";
		one.exec(id, false, "sh", "-c", script);
		String shell = pidOf("sh -c " + script);
		moveStopped(shell, 2);
		assertEquals(0, one.run("kill -CONT " + shell).status());
		while (!one.text(id, 1).contains("line"))
			Thread.sleep(50);
		moveStopped(shell, 1);
		assertEquals(0, cluster.node(3).run("kill -CONT " + shell).status());
		assertEquals(0, one.status(id));
		assertTrue(one.text(id, 1).endsWith("home\n"), one.text(id, 1));
	}

	@Test
	void aProcessWhoseOutputNobodyReadsStaysAway() throws Exception {
		String script = "kill -STOP $$; yes | head -c 200000; sleep 60";
		one.exec(id, false, "sh", "-c", "sh -c '" + script + "' | sh -c 'sleep 40; cat'");
		String writer = pidOf("sh -c " + script);
		moveStopped(writer, 2);
		assertEquals(0, one.run("kill -CONT " + writer).status());
		pidOf("head -c 200000");
		assertEquals("migrate: nobody at home reads what it wrote elsewhere\n", one.run("migrate 1 " + writer).err());
		awaitAt(writer, 2);
		assertEquals(0, one.run("kill -9 " + writer).status());
	}

	@Test
	void aShellKeepsItsChildren() throws Exception {
		one.exec(id, false, "sh", "-c", "sh -c 'sleep 8; exit 5' & wait $!; echo child $?; exit 9");
		String shell = pidOf("sh -c sh -c 'sleep 8; exit 5' & wait $!; echo child $?; exit 9");
		assertEquals("", cluster.node(3).run("migrate 2 " + shell).err());
		awaitAt(shell, 2);
		assertEquals(9, one.status(id));
		assertEquals("child 5\n", one.text(id, 1));
	}

	@Test
	void aChildLeftOnAThirdNodeTellsItsStatus() throws Exception {
		String script = "kill -STOP $$; sh -c 'sleep 6; exit 7' & kill -STOP $$; wait $!; echo child $?";
		one.exec(id, false, "sh", "-c", script);
		String shell = pidOf("sh -c " + script);
		moveStopped(shell, 2);
		assertEquals(0, one.run("kill -CONT " + shell).status());
		pidOf("sh -c sleep 6; exit 7");
		moveStopped(shell, 3);
		assertEquals(0, one.run("kill -CONT " + shell).status());
		assertEquals(0, one.status(id));
		assertEquals("child 7\n", one.text(id, 1));
	}

	@Test
	void aShellThatMovesWhileItForksIsToldOfEachChild() throws Exception {
		String script = "kill -STOP $$; until [ -e /shared/stop ]; do (exit 7) & wait $!; s=$?; [ $s = 7 ] || echo status $s; done; echo over";
		one.exec(id, false, "sh", "-c", script);
		String shell = pidOf("sh -c " + script);
		moveStopped(shell, 2);
		assertEquals(0, one.run("kill -CONT " + shell).status());
		for (int target : List.of(3, 2, 3, 2, 3, 1, 2, 3)) {
			assertEquals("", cluster.node(2).run("migrate " + target + " " + shell).err());
			awaitAt(shell, target);
		}
		assertEquals(0, one.run("touch /shared/stop").status());
		assertEquals(0, one.status(id));
		assertEquals("over\n", one.text(id, 1));
	}

	@Test
	void aUsersProcessComesHome() throws Exception {
		String script = "kill -STOP $$; id -u; exit 6";
		one.exec(id, false, "setpriv", "--reuid", "1234", "--regid", "1234", "--clear-groups", "sh", "-c", script);
		String shell = pidOf("sh -c " + script);
		moveStopped(shell, 2);
		moveStopped(shell, 3);
		moveStopped(shell, 1);
		assertEquals(0, cluster.node(3).run("kill -CONT " + shell).status());
		assertEquals(6, one.status(id));
		assertEquals("1234\n", one.text(id, 1));
	}

	/** The process is about to stop itself. */
	private static void moveStopped(String pid, int target) throws Exception {
		while (cluster.node(2).run("ssi-ps").out().lines().map(line -> line.strip().split(" +"))
				.noneMatch(words -> words[0].equals(pid) && List.of(words).contains("T")))
			Thread.sleep(100);
		assertEquals("", cluster.node(2).run("migrate " + target + " " + pid).err());
		awaitAt(pid, target);
	}
}
