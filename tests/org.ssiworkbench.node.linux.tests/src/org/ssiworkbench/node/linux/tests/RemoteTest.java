package org.ssiworkbench.node.linux.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ssiworkbench.node.control.ControlFrame.Type;
import org.ssiworkbench.node.linux.tests.RealNode.Result;

/** Programs that run on another node than their parent, with their streams and terminals where they were started. */
@Timeout(90)
class RemoteTest {
	private static final String PROMPT = "ready> ";
	private static final String[] SHELL = { "env", "PS1=" + PROMPT, "bash", "--norc", "--noediting" };
	private static RealCluster cluster;
	private static RealNode one;
	private static int last;
	private final int id = ++last;

	@BeforeAll
	static void boot() throws Exception {
		cluster = new RealCluster(3);
		one = cluster.node(1);
		cluster.awaitAllUp();
	}

	@AfterAll
	static void end() throws Exception {
		cluster.close();
	}

	private static Screen shell(int id) throws Exception {
		Screen screen = new Screen(one, id, SHELL);
		screen.await(PROMPT);
		return screen;
	}

	/** The pid of the one process in the cluster with this command line, once it executes on a node. */
	private static String pid(String arguments, int node) throws Exception {
		while (true) {
			for (String line : cluster.node(3).run("ssi-ps").out().lines().toList())
				if (line.endsWith(" " + arguments) && line.strip().split(" +")[1].equals(Integer.toString(node)))
					return line.strip().split(" +")[0];
			Thread.sleep(50);
		}
	}

	@Test
	void outputErrorStatusAndPidArePassedOn() throws Exception {
		Result result = one.run("onnode 2 sh -c 'hostname; echo $PPID $$; echo error >&2; exit 7' & echo $!; wait $!");
		String[] lines = result.out().split("\n");
		assertEquals(7, result.status(), result.toString());
		assertEquals("error\n", result.err());
		assertTrue(result.out().contains("node2"), result.out());
		assertTrue(result.out().matches("(?s).*\\d+ " + lines[0] + "\n"), "the pid of the job is the program's: " + result.out());
		assertEquals(137, one.run("onnode 3 sh -c 'kill -9 $$'").status());
		assertEquals(127, one.run("onnode 3 no-such-command").status());
		assertEquals("onnode: node 9 is NEVERUP, not UP\n", one.run("onnode 9 true").err());
	}

	@Test
	void manyBytesPassUnchangedBothWays() throws Exception {
		byte[] data = new byte[400_000];
		for (int i = 0; i < data.length; i++)
			data[i] = (byte) (i * 31 >> 3);
		one.exec(id, false, "onnode", "2", "cat");
		for (int at = 0; at < data.length; at += 50_000)
			one.input(id, java.util.Arrays.copyOfRange(data, at, at + 50_000));
		one.send(Type.EXEC_EOF, ByteBuffer.allocate(4).putInt(id).array());
		assertEquals(0, one.status(id));
		assertArrayEquals(data, one.output(id, 1));
	}

	@Test
	void aReaderThatLeavesEndsTheWriter() throws Exception {
		assertEquals("y\ny\n", one.run("onnode 2 yes | head -n 2").out());
		assertEquals("", one.run("sleep 0.5; ssi-ps | grep ' yes$'").out());
	}

	@Test
	void anEditorOnAnotherNodeIsLocatedAndKilledFromAThird() throws Exception {
		Screen screen = shell(id);
		screen.press("stty rows 30 columns 90; onnode 2 busybox vi /shared/newfile\n");
		screen.await("/shared/newfile 1/1");
		screen.press("iwritten from afar");
		screen.await("written from afar");
		screen.press("\033");
		screen.await("- /shared/newfile");
		screen.press(":w\n");
		String pid = pid("busybox vi /shared/newfile", 2);
		RealNode three = cluster.node(3);
		while (!three.run("cat /shared/newfile").out().equals("written from afar\n"))
			Thread.sleep(50);
		assertEquals("2\n", three.run("where_pid " + pid).out());
		assertEquals(0, three.run("kill " + pid).status());
		screen.await(PROMPT);
		screen.press("stty -a; echo status $?\n");
		String modes = screen.await("status 0");
		assertTrue(modes.contains(" icanon ") && modes.contains(" echo ") && modes.contains("rows 30; columns 90"), modes);
	}

	@Test
	void keysControlTheJob() throws Exception {
		Screen screen = shell(id);
		screen.press("onnode 2 sh -c 'trap \"echo heard; exit 3\" INT; while :; do sleep 1; done'\n");
		String pid = pid("sh -c trap \"echo heard; exit 3\" INT; while :; do sleep 1; done", 2);
		Thread.sleep(300);
		screen.press("\032");
		screen.await("Stopped");
		screen.await(PROMPT);
		assertEquals("T", state(pid));
		screen.press("fg\n");
		screen.await("done'");
		while (state(pid).equals("T"))
			Thread.sleep(50);
		screen.press("\003");
		screen.await("heard");
		screen.await(PROMPT);
		screen.press("echo status $?\n");
		screen.await("status 3");
	}

	private static String state(String pid) throws Exception {
		for (String line : cluster.node(3).run("ssi-ps").out().lines().toList())
			if (line.startsWith(pid + " "))
				return line.split(" +")[5];
		throw new AssertionError("process " + pid + " is gone");
	}

	@Test
	void theEndOfInputIsTold() throws Exception {
		Screen screen = shell(id);
		screen.press("onnode 3 cat; echo status $?\n");
		Thread.sleep(500);
		screen.press("word\n");
		screen.await("word\r\nword\r\n");
		screen.press("\004");
		screen.await("status 0");
	}
}
