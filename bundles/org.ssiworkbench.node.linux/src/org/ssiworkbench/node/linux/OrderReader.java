package org.ssiworkbench.node.linux;

import java.io.IOException;

import org.ssiworkbench.node.SsiNode;
import org.ssiworkbench.node.control.ControlFrame;

/** Carries out what the controller orders over the control line. */
final class OrderReader extends Thread {
	private final ControlLine line;
	private final LinuxHost host;
	private final SsiNode node;
	private final ExecRelay execs;

	OrderReader(ControlLine line, LinuxHost host, SsiNode node) {
		super("orders");
		this.line = line;
		this.host = host;
		this.node = node;
		execs = new ExecRelay(line);
		setDaemon(true);
	}

	@Override
	public void run() {
		try {
			while (true)
				obey(line.read());
		} catch (IOException e) {
			host.later(() -> host.halt("the control line broke: " + e.getMessage()));
		}
	}

	private void obey(ControlFrame frame) throws IOException {
		switch (frame.type()) {
		case SHUTDOWN -> host.later(node::shutdown);
		case EXEC_START, EXEC_INPUT, EXEC_EOF, EXEC_SIGNAL -> execs.toInit(frame);
		default -> throw new IOException("unexpected frame " + frame.type());
		}
	}
}
