package org.ssiworkbench.e2e.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Two nodes whose programs have a small folder as their root: a shell and a few commands. */
class RootTest {
	private static final String MODEL = """
			<?xml version="1.0" encoding="UTF-8"?>
			<ssi:Cluster xmi:version="2.0" xmlns:xmi="http://www.omg.org/XMI" xmlns:ssi="http://www.ssiworkbench.org/cluster/1"
			    id="cluster" name="rooted">
			  <nodes id="alpha" number="1" name="alpha" initNode="true" kernel="debian"/>
			  <nodes id="beta" number="2" name="beta" kernel="debian"/>
			  <kernels id="debian"/>
			  <interconnects id="lan" subnet="10.9.0.0/24"/>
			  <root id="root" path="%s" writable="%s"/>
			</ssi:Cluster>
			""";
	private static final List<String> COMMANDS = List.of("sh", "cat", "ls", "sleep", "touch", "uname", "readlink");
	/** Goes on until it is told to end, and then says where it is and what it sees. */
	private static final String LOOP = "cd /etc; echo $$ > /shared/pid; until test -e /shared/end; do sleep 0.1; done; "
			+ "uname -n; readlink /proc/$$/cwd; cat motd";

	@TempDir
	private static Path folder;
	private static Path root;
	private static Ssi ssi;
	private static UpProcess up;

	@BeforeAll
	static void boot() throws Exception {
		ssi = new Ssi(folder);
		root = Files.createDirectories(folder.resolve("root"));
		Path bin = Files.createDirectories(root.resolve("bin"));
		Files.copy(Path.of("/bin/busybox").toRealPath(), bin.resolve("busybox"));
		for (String command : COMMANDS)
			Files.createSymbolicLink(bin.resolve(command), Path.of("busybox"));
		Files.writeString(Files.createDirectories(root.resolve("etc")).resolve("motd"), "a root of its own\n");
		Files.writeString(root.resolve("etc/issue"), "as it was\n");
		Files.createSymbolicLink(root.resolve("dev"), Path.of("/etc"));
		up = new UpProcess(ssi, model("rooted", true), "rooted", folder.resolve("trace"));
		up.awaitAllUp();
	}

	@AfterAll
	static void end() throws Exception {
		up.close();
	}

	private static Path model(String name, boolean writable) throws IOException {
		return Files.writeString(folder.resolve(name + ".ssicluster"), MODEL.formatted(root, writable));
	}

	private static Ssi.Result exec(int node, String... command) throws Exception {
		return ssi.run(Stream.concat(Stream.of("exec", "rooted", node), Stream.of(command)).toArray());
	}

	@Test
	void programsSeeTheFolderAndWhatEveryNodeHas() throws Exception {
		assertEquals(new Ssi.Result(0, "a root of its own\n", ""), exec(1, "cat", "/etc/motd"));
		assertEquals("bin\ndev\netc\nproc\nrun\nshared\nsys\n", exec(2, "ls", "/").out());
		assertEquals(0, exec(1, "sh", "-c", "test -c /dev/null -a -d /dev/pts -a -d /dev/shm -a -d /sys/class").status());
		assertEquals("2\na root of its own\n", exec(1, "onnode", "2", "sh", "-c", "clusternode_num; cat /etc/motd").out());
		assertEquals("/bin/busybox\n", exec(1, "sh", "-c", "readlink /proc/$$/exe").out());
	}

	@Test
	void whatANodeWritesStaysItsOwn() throws Exception {
		assertEquals(0, exec(1, "sh", "-c", "echo changed > /etc/issue; echo new > /etc/new; echo common > /shared/file").status());
		assertEquals("changed\nnew\ncommon\n", exec(1, "cat", "/etc/issue", "/etc/new", "/shared/file").out());
		assertEquals("issue\nmotd\nas it was\ncommon\n", exec(2, "sh", "-c", "ls /etc; cat /etc/issue /shared/file").out());
		assertEquals("as it was\n", Files.readString(root.resolve("etc/issue")));
		assertTrue(Files.notExists(root.resolve("etc/new")));
	}

	@Test
	void processesMoveAndComeHome() throws Exception {
		Path shared = folder.resolve("trace/shared");
		Path said = folder.resolve("said");
		Process loop = ssi.command("exec", "rooted", 1, "sh", "-c", LOOP).redirectOutput(said.toFile()).start();
		String pid = awaitText(shared.resolve("pid"));
		for (int node : List.of(2, 1, 2)) {
			Ssi.Result moved = ssi.run("migrate", "rooted", node, pid);
			assertEquals(0, moved.status(), moved.err());
			assertEquals(node, nodeOf(pid));
		}
		Files.createFile(shared.resolve("end"));
		assertTrue(loop.waitFor(30, TimeUnit.SECONDS), "the loop did not end");
		assertEquals("beta\n/etc\na root of its own\n", Files.readString(said));
		assertEquals(0, loop.exitValue());
	}

	@Test
	void keepaliveFindsItsFilesThere() throws Exception {
		Ssi.Result listed = exec(1, "sh", "-c", "echo command=/bin/sleep 1000 > /etc/daemon; cd /etc; "
				+ "spawndaemon -r /etc/daemon && spawndaemon -r daemon && spawndaemon -L -v machine && spawndaemon -Q -k");
		assertEquals(0, listed.status(), listed.err());
		assertEquals(2, listed.out().lines().filter(line -> line.contains("/bin/sleep 1000")).count(), listed.out());
	}

	private static String awaitText(Path file) throws Exception {
		for (int i = 0; i < 600; i++) {
			String text = Files.exists(file) ? Files.readString(file).strip() : "";
			if (!text.isEmpty())
				return text;
			Thread.sleep(50);
		}
		throw new AssertionError(file + " was never written");
	}

	private static int nodeOf(String pid) throws Exception {
		for (JsonElement each : JsonParser.parseString(ssi.run("ps", "rooted", "--json").out()).getAsJsonArray()) {
			JsonObject process = each.getAsJsonObject();
			if (process.get("pid").getAsString().equals(pid))
				return process.get("node").getAsInt();
		}
		throw new AssertionError("no process " + pid);
	}

	@Test
	void whatIsNotInTheFolderIsSaidSo() throws Exception {
		String reason = "bash: No such file or directory in the root " + root + "\n";
		assertEquals(new Ssi.Result(127, "", reason), exec(1, "bash"));
	}

	@Test
	void aRootCanBeReadOnly() throws Exception {
		try (UpProcess readOnly = new UpProcess(ssi, model("fixed", false), "fixed", folder.resolve("fixed"), "--nodes", "1")) {
			readOnly.awaitAllUp();
			Ssi.Result result = ssi.run("exec", "fixed", 1, "sh", "-c", "cat /etc/motd; touch /etc/new || touch /shared/new");
			assertEquals("a root of its own\n", result.out());
			assertTrue(result.err().contains("Read-only file system"), result.err());
			assertEquals(0, result.status());
		}
	}
}
