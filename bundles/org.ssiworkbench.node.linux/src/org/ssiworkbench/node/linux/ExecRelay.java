package org.ssiworkbench.node.linux;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;

import org.ssiworkbench.node.control.ControlFrame;

/**
 * Passes exec frames between the control line and ssi-init, which runs the commands. A command whose output nobody reads
 * waits; the node does not.
 */
final class ExecRelay {
	private static final String FROM_INIT = "/proc/self/fd/3";
	private static final String TO_INIT = "/proc/self/fd/4";
	private final ControlLine line;
	private DataOutputStream toInit;

	ExecRelay(ControlLine line) {
		this.line = line;
	}

	/** Confined to the thread that reads orders. The pipes are opened at the first command: most nodes never run one. */
	void toInit(ControlFrame frame) throws IOException {
		if (toInit == null) {
			toInit = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(TO_INIT)));
			Thread reader = new Thread(this::fromInit, "execs");
			reader.setDaemon(true);
			reader.start();
		}
		frame.write(toInit);
		toInit.flush();
	}

	private void fromInit() {
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(FROM_INIT)))) {
			while (true) {
				ControlFrame frame = ControlFrame.read(in);
				line.put(frame.type(), frame.payload());
			}
		} catch (IOException e) {
			line.end("ssi-init is gone: " + e.getMessage());
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
