package org.ssiworkbench.node.linux;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.ssiworkbench.node.control.ControlFrame;
import org.ssiworkbench.node.control.ControlFrame.Type;

/**
 * Passes exec frames between the control line and ssi-init, which runs the commands. A command whose output nobody reads
 * waits; the node does not.
 */
final class ExecRelay {
	private static final String FROM_INIT = "/proc/self/fd/3";
	private static final String TO_INIT = "/proc/self/fd/4";
	private final DataOutputStream toInit;
	private final DataInputStream fromInit;
	private final ControlLine line;
	private boolean reading;

	ExecRelay(ControlLine line) throws IOException {
		this.line = line;
		toInit = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(TO_INIT)));
		fromInit = new DataInputStream(new BufferedInputStream(new FileInputStream(FROM_INIT)));
	}

	/** Says to ssi-init that the agent stands ready, and waits for its word to begin, which names the clock's offset in ns. */
	long begin() throws IOException {
		send(new ControlFrame(Type.HELLO, new byte[0]));
		return Long.parseLong(new String(ControlFrame.read(fromInit).payload(), StandardCharsets.US_ASCII));
	}

	/** Confined to the thread that reads orders. Nothing is read before the first command: most nodes never run one. */
	void toInit(ControlFrame frame) throws IOException {
		if (!reading) {
			reading = true;
			Thread reader = new Thread(this::relay, "execs");
			reader.setDaemon(true);
			reader.start();
		}
		send(frame);
	}

	private void send(ControlFrame frame) throws IOException {
		frame.write(toInit);
		toInit.flush();
	}

	private void relay() {
		try {
			while (true) {
				ControlFrame frame = ControlFrame.read(fromInit);
				line.put(frame.type(), frame.payload());
			}
		} catch (IOException e) {
			line.end("ssi-init is gone: " + e.getMessage());
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
