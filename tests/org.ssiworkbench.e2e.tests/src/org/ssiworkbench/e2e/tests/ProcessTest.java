package org.ssiworkbench.e2e.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** One process space over three real nodes, from the outside. */
@Timeout(120)
class ProcessTest {
	private static final Path MODEL = CommandLine.MODEL;
	private static final String NAME = "space";
	private static final int KILLED_BY_TERM = 128 + 15;

	@TempDir
	private static Path folder;
	private static Ssi ssi;
	private static UpProcess up;

	@BeforeAll
	static void boot() throws Exception {
		ssi = new Ssi(folder);
		up = new UpProcess(ssi, MODEL, NAME, folder.resolve("trace"));
		up.awaitAllUp();
	}

	@AfterAll
	static void end() throws Exception {
		up.close();
	}

	private static List<JsonObject> processes(Object... options) throws Exception {
		Object[] words = new Object[options.length + 3];
		words[0] = "ps";
		words[1] = NAME;
		words[2] = "--json";
		System.arraycopy(options, 0, words, 3, options.length);
		Ssi.Result result = ssi.run(words);
		assertEquals(0, result.status(), result.err());
		return JsonParser.parseString(result.out()).getAsJsonArray().asList().stream().map(JsonElement::getAsJsonObject).toList();
	}

	/** Waits until a process with this command line is there. */
	private static JsonObject await(String arguments) throws Exception {
		while (true) {
			for (JsonObject process : processes())
				if (process.get("arguments").getAsString().equals(arguments))
					return process;
			Thread.sleep(100);
		}
	}

	@Test
	void aTerminalOnANodeAlwaysHasThisOnesSize() throws Exception {
		Path screen = folder.resolve("screen");
		ProcessBuilder exec = ssi.command("exec", "-t", NAME, 2, "sh", "-c",
				"trap 'stty size; exit' WINCH; echo ready; while :; do sleep 0.1; done");
		String quoted = exec.command().stream().map(word -> "'" + word.replace("'", "'\\''") + "'").collect(Collectors.joining(" "));
		String resize = "until grep -q ready " + screen + "; do sleep 0.1; done; stty rows 51 columns 203 </dev/tty";
		exec.command("script", "--quiet", "--return", "--flush", "--command", "(" + resize + ") & exec " + quoted, screen.toString());
		Process script = exec.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
		assertTrue(script.waitFor(60, TimeUnit.SECONDS), Files.readString(screen));
		assertEquals(0, script.exitValue());
		assertTrue(Files.readString(screen).contains("51 203\r\n"), Files.readString(screen));
	}

	@Test
	void aProcessOfAnyNodeIsSeenAndKilledFromOutside() throws Exception {
		Process exec = ssi.command("exec", NAME, 2, "sleep", "1234").start();
		JsonObject sleep = await("sleep 1234");
		int pid = sleep.get("pid").getAsInt();
		assertEquals(2, sleep.get("node").getAsInt());
		assertEquals(2, sleep.get("origin").getAsInt());
		assertEquals(2, pid >> 15);
		assertEquals(List.of(), processes("--node", "3").stream().filter(process -> process.get("pid").getAsInt() == pid).toList());
		assertEquals(0, ssi.run("kill", NAME, pid).status());
		assertTrue(exec.waitFor(20, TimeUnit.SECONDS));
		assertEquals(KILLED_BY_TERM, exec.exitValue());
		Ssi.Result again = ssi.run("kill", NAME, pid);
		assertEquals(1, again.status());
		assertTrue(again.err().contains("there is no process " + pid), again.err());
	}

	@Test
	void aGroupIsKilledAsOne() throws Exception {
		Process exec = ssi.command("exec", NAME, 3, "sh", "-c", "sleep 4321 & sleep 4322").start();
		int group = await("sleep 4321").get("group").getAsInt();
		assertEquals(group, await("sleep 4322").get("group").getAsInt());
		assertEquals(0, ssi.run("kill", NAME, "-s", "KILL", "--", -group).status());
		assertTrue(exec.waitFor(20, TimeUnit.SECONDS));
		assertTrue(processes().stream().noneMatch(process -> process.get("group").getAsInt() == group));
	}

	@Test
	void aProcessMovesThereAndBackAndTheTraceTellsIt() throws Exception {
		Process exec = ssi.command("exec", NAME, 1, "sh", "-c", "sleep 1 | cat; exec sleep 2345").start();
		int pid = await("sleep 2345").get("pid").getAsInt();
		for (int node : List.of(2, 3, 1, 3)) {
			Ssi.Result moved = ssi.run("migrate", NAME, node, pid);
			assertEquals(0, moved.status(), moved.err());
			JsonObject process = await("sleep 2345");
			assertEquals(node, process.get("node").getAsInt());
			assertEquals(pid, process.get("pid").getAsInt());
			assertEquals(1, process.get("origin").getAsInt());
		}
		assertEquals(1, ssi.run("migrate", NAME, 9, pid).status());
		assertEquals(0, ssi.run("kill", NAME, pid).status());
		assertTrue(exec.waitFor(20, TimeUnit.SECONDS));
		assertEquals(KILLED_BY_TERM, exec.exitValue());
		Ssi.Result events = ssi.program("babeltrace2", folder.resolve("trace").toString());
		assertEquals(4, events.out().lines().filter(line -> line.contains("migrate_done") && line.contains("pid = " + pid)).count());
		assertEquals(4, events.out().lines().filter(line -> line.contains("migrate_resume") && line.contains("pid = " + pid)).count());
	}

	@Test
	void whatKeepaliveMonitorsIsTold() throws Exception {
		assertEquals(0, ssi.run("exec", NAME, 2, "sh", "-c",
				"printf 'command=sleep 6789\\ngroup=watched\\nfavored=3\\n' >/shared/kept && spawndaemon -r /shared/kept").status());
		int pid = await("sleep 6789").get("pid").getAsInt();
		JsonObject kept = kept(pid);
		assertEquals("ok", kept.get("state").getAsString());
		assertEquals(3, kept.get("node").getAsInt());
		assertEquals("watched", kept.get("group").getAsString());
		assertEquals(0, kept.get("deaths").getAsInt());
		assertEquals(0, ssi.run("exec", NAME, 2, "spawndaemon", "-Q", "-k").status());
		assertEquals("[]", ssi.run("kept", NAME, "--json").out().strip());
	}

	/** Waits until keepalive knows the process as running. */
	private static JsonObject kept(int pid) throws Exception {
		while (true)
			for (JsonElement one : JsonParser.parseString(ssi.run("kept", NAME, "--json").out()).getAsJsonArray())
				if (one.getAsJsonObject().get("pid").getAsInt() == pid)
					return one.getAsJsonObject();
	}

	@Test
	void loadsAreTold() throws Exception {
		Ssi.Result loads = ssi.run("loads", NAME);
		assertTrue(loads.out().matches("1: \\d+\n2: \\d+\n3: \\d+\n"), loads.out());
		assertEquals(1, ssi.run("loads", NAME, "-n", 9).status());
	}

	@Test
	void theSharedDirectoryIsAFolderOfTheRun() throws Exception {
		assertEquals(0, ssi.run("exec", NAME, 1, "sh", "-c", "echo kept >/shared/file").status());
		assertEquals("kept\n", ssi.run("exec", NAME, 3, "cat", "/shared/file").out());
		assertEquals("kept\n", Files.readString(folder.resolve("trace/shared/file")));
	}
}
