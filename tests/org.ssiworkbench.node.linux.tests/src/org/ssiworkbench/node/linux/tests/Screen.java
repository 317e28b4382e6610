package org.ssiworkbench.node.linux.tests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.ssiworkbench.node.control.ControlFrame.Type;

/** A command with a terminal on a real node: what it shows, and the keys that are pressed. */
final class Screen {
	private static final long LIMIT_MS = 20_000;
	private static final int POLL_MS = 20;
	private final RealNode node;
	private final int id;
	private int seen;

	Screen(RealNode node, int id, String... command) throws IOException {
		this.node = node;
		this.id = id;
		node.exec(id, true, command);
	}

	void press(String keys) throws IOException {
		node.input(id, keys.getBytes(StandardCharsets.UTF_8));
	}

	/** Waits until a text is shown after what was awaited before; gives all that came up to it. */
	String await(String text) throws InterruptedException {
		long end = System.currentTimeMillis() + LIMIT_MS;
		while (true) {
			String all = node.text(id, 1);
			int at = all.indexOf(text, seen);
			if (at >= 0) {
				String before = all.substring(seen, at);
				seen = at + text.length();
				return before;
			}
			if (System.currentTimeMillis() > end)
				throw new AssertionError("'" + text + "' never came: " + all.substring(seen));
			Thread.sleep(POLL_MS);
		}
	}

	/** What is shown at present, from the beginning. */
	String all() {
		return node.text(id, 1);
	}

	int status() throws InterruptedException {
		return node.status(id);
	}

	void hangUp() throws IOException {
		node.send(Type.EXEC_SIGNAL, java.nio.ByteBuffer.allocate(8).putInt(id).putInt(1).array());
	}
}
