package org.ssiworkbench.controller.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.controller.Controller;
import org.ssiworkbench.controller.StartException;
import org.ssiworkbench.controller.runtime.ClusterLock;
import org.ssiworkbench.controller.runtime.RuntimeFolder;

/** Who owns a cluster's name. */
class RunningClustersTest {
	@TempDir
	private Path folder;

	@Test
	void aNameIsTakenOnce() throws Exception {
		String name = Example.freshName();
		try (RunningController running = new RunningController(Example.simulated(name, folder.resolve("a")))) {
			assertTrue(running.controller().socket().startsWith(RuntimeFolder.of(name).path()));
			assertTrue(RuntimeFolder.of(name).isRunning());
			StartException refused = assertThrows(StartException.class,
					() -> Controller.open(Example.simulated(name, folder.resolve("b"))));
			assertTrue(refused.getMessage().contains("is running"), refused.getMessage());
		}
		assertFalse(Files.exists(RuntimeFolder.of(name).path()));
	}

	@Test
	void twoClustersRunAtOnce() throws Exception {
		String first = Example.freshName();
		String second = Example.freshName();
		try (RunningController a = new RunningController(Example.simulated(first, folder.resolve("a")));
				RunningController b = new RunningController(Example.simulated(second, folder.resolve("b")))) {
			assertFalse(a.controller().socket().equals(b.controller().socket()));
			assertEquals(2, RuntimeFolder.running().stream().map(RuntimeFolder::cluster)
					.filter(name -> name.equals(first) || name.equals(second)).count());
		}
	}

	@Test
	void whatADeadControllerLeftIsCleanedUp() throws Exception {
		RuntimeFolder stale = RuntimeFolder.of(Example.freshName());
		Files.createDirectories(stale.path().resolve("uml"));
		Files.createFile(stale.path().resolve("lock"));
		assertFalse(stale.isRunning());
		ClusterLock.cleanStale();
		assertFalse(Files.exists(stale.path()));
	}

	@Test
	void aTraceIsNotOverwritten() throws Exception {
		Files.writeString(folder.resolve("precious"), "text");
		StartException refused = assertThrows(StartException.class,
				() -> Controller.open(Example.simulated(Example.freshName(), folder)));
		assertTrue(refused.getMessage().contains("not empty"), refused.getMessage());
	}
}
