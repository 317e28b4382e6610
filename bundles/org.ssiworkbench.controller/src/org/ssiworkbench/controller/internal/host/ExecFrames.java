package org.ssiworkbench.controller.internal.host;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Payloads of the frames about commands; see {@link org.ssiworkbench.node.control.ControlFrame.Type}. */
final class ExecFrames {
	private static final int TERMINAL = 1;

	private ExecFrames() {
	}

	static byte[] start(int exec, List<String> command, boolean tty) {
		ByteArrayOutputStream payload = new ByteArrayOutputStream();
		payload.writeBytes(id(exec));
		payload.write(tty ? TERMINAL : 0);
		for (String word : command) {
			payload.writeBytes(word.getBytes(StandardCharsets.UTF_8));
			payload.write(0);
		}
		return payload.toByteArray();
	}

	static byte[] id(int exec) {
		return ByteBuffer.allocate(Integer.BYTES).putInt(exec).array();
	}

	static byte[] input(int exec, byte[] data) {
		return ByteBuffer.allocate(Integer.BYTES + data.length).putInt(exec).put(data).array();
	}

	static byte[] size(int exec, int rows, int columns) {
		return ByteBuffer.allocate(3 * Integer.BYTES).putInt(exec).putInt(rows).putInt(columns).array();
	}

	static byte[] signal(int exec, int signal) {
		return ByteBuffer.allocate(2 * Integer.BYTES).putInt(exec).putInt(signal).array();
	}
}
