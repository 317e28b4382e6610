package org.ssiworkbench.controller.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures and exports of a simulated run, from the command line. */
class TraceFilesTest {
	@TempDir
	private Path folder;

	private Path trace;

	@BeforeEach
	void simulate() {
		trace = folder.resolve("trace");
		assertEquals(0, Ssi.run("up", Example.THREE_NODES, "--host", "simulator", "--seed", 7, "--for", "20s", "--name",
				Example.freshName(), "--trace", trace).status());
	}

	@Test
	void everyViewCanBePainted() throws Exception {
		for (String view : List.of("messages", "membership", "matrix", "migrations", "processes", "overview"))
			for (String name : List.of("a.png", "a.svg")) {
				Path file = folder.resolve(view + name);
				Ssi painted = Ssi.run("trace", "picture", trace, "--view", view, "--from", "0s", "--to", "10s", "--size", "640x300", "--theme",
						"dark", "-o", file);
				assertEquals(0, painted.status(), painted.err());
				assertTrue(Files.size(file) > 1000, file.toString());
			}
	}

	@Test
	void whatCannotBePaintedIsSaid() {
		assertWrong("no picture", "-o", folder.resolve("a.jpg"));
		assertWrong("is not before", "--from", "10s", "--to", "5s", "-o", folder.resolve("a.png"));
		assertWrong("is no size", "--size", "big", "-o", folder.resolve("a.png"));
		assertWrong("pixels are not possible", "--size", "99999x100", "-o", folder.resolve("a.png"));
	}

	private void assertWrong(String because, Object... options) {
		Object[] command = new Object[3 + options.length];
		System.arraycopy(new Object[] { "trace", "picture", trace }, 0, command, 0, 3);
		System.arraycopy(options, 0, command, 3, options.length);
		Ssi refused = Ssi.run(command);
		assertEquals(2, refused.status(), refused.err());
		assertTrue(refused.err().contains(because), refused.err());
		assertFalse(Files.exists(folder.resolve("a.png")));
	}

	@Test
	void everyFormatIsExported() throws Exception {
		for (String format : List.of("pcapng", "perfetto", "shiviz", "csv")) {
			Path file = folder.resolve(format);
			Ssi exported = Ssi.run("trace", "export", trace, "--format", format, "--to", "5s", "--filter", "kind = ics_send", "-o", file);
			assertEquals(0, exported.status(), exported.err());
			assertTrue(exported.out().matches("\\d+ (events|messages) to .*\\R"), exported.out());
			assertTrue(Files.size(file) > 1000, format);
		}
	}

	@Test
	void aPackageIsUnpackedToTheSameTrace() {
		Path file = folder.resolve("trace.zip");
		assertEquals(0, Ssi.run("trace", "export", trace, "--format", "package", "-o", file).status());
		assertEquals(0, Ssi.run("trace", "import", file, folder.resolve("copy")).status());
		assertEquals(Ssi.run("trace", "info", trace).out(), Ssi.run("trace", "info", folder.resolve("copy")).out());
		Ssi again = Ssi.run("trace", "import", file, folder.resolve("copy"));
		assertEquals(1, again.status());
		assertTrue(again.err().contains("exists already"), again.err());
	}

	@Test
	void aFilterThatMakesNoSenseIsWrongUsage() {
		Ssi refused = Ssi.run("trace", "export", trace, "--format", "csv", "--filter", "kind =", "-o", folder.resolve("a.csv"));
		assertEquals(2, refused.status());
		assertTrue(refused.err().contains("filter, character"), refused.err());
	}
}
