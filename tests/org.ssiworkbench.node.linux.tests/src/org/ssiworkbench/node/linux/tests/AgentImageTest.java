package org.ssiworkbench.node.linux.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.node.linux.image.AgentImage;

/** The agent's files are made once, and anew when they are gone. */
class AgentImageTest {
	private static final int MANY = 20;
	private static final Path FREEZE = Path.of("/usr/lib/ssi-freeze.so");

	@TempDir
	private Path cache;

	@Test
	void isMadeOnce() throws Exception {
		Path command = AgentImage.command(cache, FREEZE);
		Object made = Files.getLastModifiedTime(command);
		assertEquals(command, AgentImage.command(cache, FREEZE));
		assertEquals(made, Files.getLastModifiedTime(command));
		assertTrue(Files.isReadable(command.resolveSibling("agent.jar")) && Files.isReadable(command.resolveSibling("rehearsal")));
	}

	@Test
	void isMadeAnewWhenItIsGone() throws Exception {
		Path command = AgentImage.command(cache, FREEZE);
		Files.delete(command);
		assertEquals(command, AgentImage.command(cache, FREEZE));
		assertTrue(Files.isReadable(command));
	}

	@Test
	void thoseThatWereUsedLongAgoAreForgotten() throws Exception {
		Path first = AgentImage.command(cache, FREEZE);
		for (int i = 0; i < MANY; i++)
			AgentImage.command(cache, Path.of("/usr/lib/" + i + ".so"));
		assertFalse(Files.exists(first));
		assertTrue(Files.exists(AgentImage.command(cache, Path.of("/usr/lib/" + (MANY - 1) + ".so"))));
		assertEquals(first, AgentImage.command(cache, FREEZE));
	}

	@Test
	void dependsOnHowItIsStarted() throws Exception {
		assertNotEquals(AgentImage.command(cache, FREEZE), AgentImage.command(cache, Path.of("/usr/lib/other.so")));
	}
}
