package org.ssiworkbench.node.linux.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ssiworkbench.node.control.ControlFrame.Type;

/** Commands on a real node, over the control line. */
@Timeout(30)
class ExecTest {
	private static final int SIGTERM = 15;
	private static RealCluster cluster;
	private static RealNode node;
	private static int last;
	private final int id = ++last;

	@BeforeAll
	static void boot() throws Exception {
		cluster = new RealCluster(1);
		node = cluster.node(1);
	}

	@AfterAll
	static void end() throws Exception {
		cluster.close();
	}

	@Test
	void outputErrorAndStatusComeBack() throws Exception {
		node.exec(id, false, "sh", "-c", "echo out; echo error >&2; exit 7");
		assertEquals(7, node.status(id));
		assertEquals("out\n", node.text(id, 1));
		assertEquals("error\n", node.text(id, 2));
	}

	@Test
	void aBigInputPassesUnchanged() throws Exception {
		byte[] data = new byte[300_000];
		for (int i = 0; i < data.length; i++)
			data[i] = (byte) (i * 31 >> 3);
		node.exec(id, false, "cat");
		for (int at = 0; at < data.length; at += 50_000)
			node.input(id, java.util.Arrays.copyOfRange(data, at, at + 50_000));
		node.send(Type.EXEC_EOF, ByteBuffer.allocate(4).putInt(id).array());
		assertEquals(0, node.status(id));
		assertArrayEquals(data, node.output(id, 1));
	}

	@Test
	void aSignalEndsTheCommand() throws Exception {
		node.exec(id, false, "sh", "-c", "echo started; sleep 100");
		node.await(Type.EXEC_OUTPUT, payload -> ByteBuffer.wrap(payload).getInt() == id);
		node.send(Type.EXEC_SIGNAL, ByteBuffer.allocate(8).putInt(id).putInt(SIGTERM).array());
		assertEquals(128 + SIGTERM, node.status(id));
	}

	@Test
	void aTerminalIsATerminal() throws Exception {
		node.exec(id, true, "sh", "-c", "test -t 0 && read line && echo \"got $line\"");
		node.input(id, "hello\n".getBytes(StandardCharsets.UTF_8));
		assertEquals(0, node.status(id));
		assertTrue(node.text(id, 1).contains("got hello"), node.text(id, 1));
	}

	@Test
	void aCommandHearsThatItsTerminalHasChangedItsSize() throws Exception {
		Screen screen = new Screen(node, id, "sh", "-c", "trap 'stty size; exit' WINCH; echo ready; while :; do sleep 0.1; done");
		screen.await("ready");
		node.send(Type.EXEC_SIZE, ByteBuffer.allocate(12).putInt(id).putInt(51).putInt(203).array());
		screen.await("51 203\r\n");
		assertEquals(0, screen.status());
	}

	@Test
	void anUnknownCommandIsNotFound() throws Exception {
		node.exec(id, false, "no-such-command");
		assertEquals(127, node.status(id));
		assertTrue(node.text(id, 2).startsWith("no-such-command: "), node.text(id, 2));
	}

	@Test
	void whatACommandLeavesBehindDoesNotKeepItOpen() throws Exception {
		node.exec(id, false, "sh", "-c", "sleep 100 & echo done");
		assertEquals(0, node.status(id));
		assertEquals("done\n", node.text(id, 1));
	}

	@Test
	void severalCommandsRunAtOnce() throws Exception {
		int other = ++last;
		node.exec(id, false, "cat");
		node.exec(other, false, "echo", "beside");
		assertEquals(0, node.status(other));
		node.send(Type.EXEC_EOF, ByteBuffer.allocate(4).putInt(id).array());
		assertEquals(0, node.status(id));
		assertEquals("beside\n", node.text(other, 1));
	}
}
