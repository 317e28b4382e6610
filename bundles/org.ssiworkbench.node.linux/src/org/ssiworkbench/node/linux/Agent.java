package org.ssiworkbench.node.linux;

import java.io.IOException;
import java.util.UUID;

import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.control.ConfigText;
import org.ssiworkbench.node.control.ControlFrame;
import org.ssiworkbench.node.control.ControlFrame.Type;
import org.ssiworkbench.node.vproc.Vproc;

/**
 * The agent's main. ssi-init starts it with the control line as standard input and output, the console as standard
 * error, and descriptors 3 to 6 as pipes from and to itself. The agent's end is the node's end.
 */
public final class Agent {
	/** Set by ssi-init: what to add to {@link System#nanoTime()} to get the cluster's clock. */
	private static final String CLOCK_OFFSET = "SSI_CLOCK_OFFSET";
	/** The key of {@link ConfigText#extras()} with the trace's id. */
	public static final String TRACE = "trace";

	private Agent() {
	}

	/** Runs the node until it ends. */
	public static void main(String[] arguments) throws IOException {
		System.setOut(System.err);
		ControlLine line = new ControlLine();
		String offset = System.getenv(CLOCK_OFFSET);
		line.send(Type.HELLO, ControlLine.utf8("clockOffset=" + offset + "\n"));
		ControlFrame first = line.read();
		if (first.type() != Type.CONFIG)
			throw new IOException("the first frame must be CONFIG, not " + first.type());
		try {
			run(line, ConfigText.decode(first.payload()), Long.parseLong(offset));
		} catch (IOException | RuntimeException e) {
			e.printStackTrace();
			line.end("the agent failed: " + e);
		}
	}

	private static void run(ControlLine line, ConfigText config, long clockOffset) throws IOException {
		UUID trace = UUID.fromString(config.extras().getOrDefault(TRACE, new UUID(0, 0).toString()));
		LinuxHost host = new LinuxHost(config, line, clockOffset, trace);
		Node node = new Node(config.node(), host);
		InitLine init = new InitLine(host);
		Vproc vproc = new LinuxProcesses(clockOffset, init).join(node);
		init.start();
		new OrderReader(line, host, node, vproc).start();
		host.run(node);
	}
}
