package org.ssiworkbench.node.linux.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The programs beside the tests, compiled into a folder. */
final class TestPrograms {
	private final Path folder;

	TestPrograms(Path folder) throws IOException {
		this.folder = folder;
		source("steps.h");
	}

	/** Copies a source as it is. */
	Path source(String name) throws IOException {
		Path file = folder.resolve(name);
		try (InputStream in = TestPrograms.class.getResourceAsStream("/" + name)) {
			Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
		}
		return file;
	}

	/** Compiles a program under its own name without the suffix. */
	void compile(String compiler, String name, String... options) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(compiler, "-O2", "-Wall", "-Wextra", "-Werror", "-o",
				folder.resolve(name.substring(0, name.indexOf('.'))).toString(), source(name).toString()));
		command.addAll(List.of(options));
		Path said = folder.resolve("compiler");
		int status = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start().waitFor();
		assertEquals(0, status, Files.readString(said));
	}

	/** Whether this machine has a command. */
	static boolean has(String command) {
		return List.of("/usr/bin", "/usr/local/bin", "/bin").stream().anyMatch(f -> Files.isExecutable(Path.of(f, command)));
	}
}
