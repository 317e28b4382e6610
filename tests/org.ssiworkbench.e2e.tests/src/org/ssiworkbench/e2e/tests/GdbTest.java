package org.ssiworkbench.e2e.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** gdb on the kernel of a node. */
class GdbTest {
	private static final Path MODEL = CommandLine.MODEL;

	@Test
	void stopsInAFunctionOfTheKernelAndLetsItGoOn(@TempDir Path folder) throws Exception {
		Ssi ssi = new Ssi(folder);
		try (UpProcess up = new UpProcess(ssi, MODEL, "gdb", folder.resolve("trace"), "--nodes", "1")) {
			up.awaitAllUp();
			Ssi.Result gdb = ssi.run("gdb", "gdb", 1, "-batch", "-ex", "break vfs_read", "-ex", "continue", "-ex", "backtrace 8", "-ex",
					"delete", "-ex", "detach");
			assertEquals(0, gdb.status(), gdb.err());
			assertTrue(gdb.out().contains("vfs_read (") && gdb.out().contains("userspace ("), gdb.out());
			assertEquals("alive\n", ssi.run("exec", "gdb", 1, "echo", "alive").out());
			Ssi.Result absent = ssi.run("gdb", "gdb", 3, "-batch");
			assertTrue(absent.status() == 1 && absent.err().contains("node 3 of cluster gdb has no kernel that runs"), absent.err());
		}
	}
}
