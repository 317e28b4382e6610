package org.ssiworkbench.node.linux.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An ordinary program for the guests, which see the host's files. */
final class CompiledProgram {
	private CompiledProgram() {
	}

	static Path make(Path folder, String source) throws IOException, InterruptedException {
		Path file = Files.writeString(folder.resolve("program.c"), source);
		Path program = folder.resolve("program");
		Process compiler = new ProcessBuilder("cc", "-O2", "-static", "-D_GNU_SOURCE", "-o", program.toString(), file.toString())
				.inheritIO().start();
		assertEquals(0, compiler.waitFor());
		return program;
	}
}
