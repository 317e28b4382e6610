package org.ssiworkbench.e2e.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a controller ends, it leaves nothing. */
class EndTest {
	private static final Path MODEL = CommandLine.MODEL;
	private static final int LIMIT_SECONDS = 5;

	@TempDir
	private Path folder;

	private static void awaitNone(List<ProcessHandle> processes) throws Exception {
		assertTrue(processes.size() > 3, "processes of the cluster: " + processes);
		for (ProcessHandle process : processes)
			process.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
	}

	@Test
	void ctrlCEndsAllWithin5Seconds() throws Exception {
		try (UpProcess up = new UpProcess(new Ssi(folder), MODEL, "ctrlc", folder.resolve("trace"))) {
			up.awaitAllUp();
			List<ProcessHandle> all = up.processes();
			up.signal("INT");
			awaitNone(all);
			assertTrue(Files.notExists(folder.resolve("ssi-workbench/ctrlc")));
		}
	}

	@Test
	void kill9LeavesNothing() throws Exception {
		Ssi ssi = new Ssi(folder);
		try (UpProcess up = new UpProcess(ssi, MODEL, "kill9", folder.resolve("trace"))) {
			up.awaitAllUp();
			List<ProcessHandle> all = up.processes();
			up.signal("KILL");
			awaitNone(all);
		}
		assertEquals(0, ssi.run("trace", "info", folder.resolve("trace")).status());
		assertEquals(1, ssi.run("status", "kill9").status());
		assertEquals(0, ssi.run("up", MODEL, "--host", "simulator", "--for", "1s", "--name", "next", "--trace", folder.resolve("t2"))
				.status());
		assertTrue(Files.notExists(folder.resolve("ssi-workbench/kill9")));
	}

	@Test
	void twoClustersAtOnceDoNotMeet() throws Exception {
		Ssi ssi = new Ssi(folder);
		try (UpProcess one = new UpProcess(ssi, MODEL, "one", folder.resolve("trace1"));
				UpProcess two = new UpProcess(ssi, MODEL, "two", folder.resolve("trace2"))) {
			one.awaitAllUp();
			two.awaitAllUp();
			assertEquals(0, ssi.run("crash", "one", 3).status());
			one.awaitNode(3, "DOWN");
			two.awaitNode(3, "UP");
			assertEquals(0, ssi.run("down", "one").status());
			two.awaitAllUp();
		}
	}

	@Test
	void aNodeThatDiesByItselfEndsNothingElse() throws Exception {
		Ssi ssi = new Ssi(folder);
		try (UpProcess up = new UpProcess(ssi, MODEL, "dies", folder.resolve("trace"))) {
			up.awaitAllUp();
			ssi.run("exec", "dies", 3, "sh", "-c", "echo c > /proc/sysrq-trigger");
			up.awaitNode(3, "DOWN");
			assertTrue(up.process().isAlive());
			assertEquals(0, ssi.run("down", "dies").status());
			assertTrue(up.process().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
			assertEquals(0, up.process().exitValue());
		}
	}
}
