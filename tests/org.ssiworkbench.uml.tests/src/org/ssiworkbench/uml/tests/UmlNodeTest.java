package org.ssiworkbench.uml.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ssiworkbench.uml.GuestWords;
import org.ssiworkbench.uml.StaleMachines;
import org.ssiworkbench.uml.UmlNode;
import org.ssiworkbench.uml.tests.Machines.Shell;

/** One machine: boot, console, control line, root, clock, end. */
@Timeout(30)
class UmlNodeTest {
	private Machines machines;

	@BeforeEach
	void open() throws IOException {
		machines = new Machines();
	}

	@AfterEach
	void close() throws IOException {
		machines.close();
	}

	private UmlNode bare() throws IOException {
		UmlNode machine = machines.start(machines.spec(1, new GuestWords(1, "bare").mode("bare")));
		BufferedReader console = new BufferedReader(new InputStreamReader(machine.console()));
		String line = console.readLine();
		while (line != null && !line.equals("READY"))
			line = console.readLine();
		assertEquals("READY", line);
		return machine;
	}

	@Test
	void killEndsEveryProcessOfTheMachineAndItsFiles() throws Exception {
		UmlNode machine = bare();
		assertTrue(Machines.processesOf(machines.runtime) > 1);
		machine.kill();
		assertEquals(128 + 9, machine.onExit().get(5, TimeUnit.SECONDS));
		assertEquals(0, Machines.processesOf(machines.runtime));
		assertFalse(Files.exists(machine.spec().record()));
		assertFalse(Files.exists(machine.spec().umlFolder().resolve("n1")));
	}

	@Test
	void managementConsoleAnswersAndHalts() throws Exception {
		UmlNode machine = bare();
		assertTrue(machine.mconsole().version().contains("Linux"), machine.mconsole().version());
		machine.mconsole().halt();
		machine.onExit().get(5, TimeUnit.SECONDS);
	}

	@Test
	void whatAKernelSaysOnStandardErrorIsOnTheConsoleAndNotOnTheControlLine() throws Exception {
		Path kernel = Files.writeString(machines.runtime.resolve("kernel"), "#!/bin/sh\necho cannot boot >&2\nprintf frame >&3\n");
		assertTrue(kernel.toFile().setExecutable(true));
		UmlNode machine = machines.start(machines.spec(1, kernel, new GuestWords(1, "mute")));
		assertEquals("frame", new String(machine.controlInput().readAllBytes(), StandardCharsets.UTF_8));
		assertEquals("cannot boot\n", new String(machine.console().readAllBytes(), StandardCharsets.UTF_8));
	}

	@Test
	void aBlankOnTheKernelsCommandLineIsRefused() {
		GuestWords words = new GuestWords(1, "blank").modules(Path.of("/my modules"));
		String said = assertThrows(IOException.class, () -> machines.start(machines.spec(1, words))).getMessage();
		assertTrue(said.contains("blank") && said.contains("/my modules"), said);
	}

	@Test
	void memoryIsMeasured() throws IOException {
		long memory = bare().memory();
		assertTrue(memory > 4 << 20 && memory < 64 << 20, memory + " bytes");
	}

	@Test
	void supervisorEndsTheMachineWhenItsParentIsGone() throws Exception {
		UmlNode machine = bare();
		machine.controlOutput().close();
		assertEquals(128 + 9, machine.onExit().get(5, TimeUnit.SECONDS));
		assertEquals(0, Machines.processesOf(machines.runtime));
	}

	@Test
	void cleaningEndsWhatAKilledSupervisorLeft() throws Exception {
		UmlNode machine = bare();
		ProcessHandle.of(machine.pid()).orElseThrow().destroyForcibly();
		machine.onExit().get(5, TimeUnit.SECONDS);
		StaleMachines.clean(machines.runtime);
		for (int i = 0; i < 100 && Machines.processesOf(machines.runtime) > 0; i++)
			Thread.sleep(20);
		assertEquals(0, Machines.processesOf(machines.runtime));
		assertFalse(Files.exists(machine.spec().record()));
	}

	@Test
	void cleaningSparesAProcessThatOnlyHasTheSameNumber() throws Exception {
		Process bystander = new ProcessBuilder("sleep", "60").start();
		try {
			Path records = Files.createDirectories(machines.runtime.resolve("pids"));
			Files.writeString(records.resolve("n1"), bystander.pid() + " 1\n");
			assertEquals(0, StaleMachines.clean(machines.runtime));
			assertTrue(bystander.isAlive());
		} finally {
			bystander.destroyForcibly();
		}
	}

	@Test
	void whatANodeWritesStaysItsOwn() throws IOException {
		Path probe = Path.of("/etc/ssi-test-" + ProcessHandle.current().pid());
		Shell shell = machines.shell(1, null);
		assertEquals("private", shell.run("echo private > " + probe + "; cat " + probe));
		assertFalse(Files.exists(probe));
		Path temporary = Files.writeString(machines.runtime.resolve("seen"), "from the host");
		assertEquals("from the host", shell.run("cat " + temporary));
		assertEquals("node1", shell.run("hostname"));
	}

	@Test
	void agentsEndIsTheMachinesEnd() throws Exception {
		Shell shell = machines.shell(1, null);
		shell.run("echo last words; exit 0");
		assertEquals(0, shell.machine.onExit().get(5, TimeUnit.SECONDS));
	}

	@Test
	void clusterClockOfTheGuestIsTheHosts() throws IOException {
		Shell shell = machines.shell(1, null);
		String length = "head -c 5 <&3 | od -An -tu1 | { read a b c d length; echo $length; }";
		long offset = Long.parseLong(shell.run("printf '\\0\\0\\0\\0\\0' >&4; head -c $(" + length + ") <&3"));
		long before = machines.clusterTime();
		long uptime = (long) (Double.parseDouble(shell.run("cut -d' ' -f1 /proc/uptime")) * 1e9) + offset;
		long after = machines.clusterTime();
		long tick = 20_000_000;
		assertTrue(uptime >= before - tick && uptime <= after + tick, before + " <= " + uptime + " <= " + after);
	}
}
