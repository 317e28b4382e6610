package org.ssiworkbench.node.linux;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.control.ConfigText;
import org.ssiworkbench.node.control.ControlFrame;
import org.ssiworkbench.node.control.ControlFrame.Type;
import org.ssiworkbench.node.vproc.Vproc;
import org.ssiworkbench.trace.breakpoint.BreakpointText;

/**
 * The agent's main. ssi-init starts it with the control line as standard input and output, the console as standard
 * error, and descriptors 3 to 6 as pipes from and to itself. The agent's end is the node's end.
 */
public final class Agent {
	/** The key of {@link ConfigText#extras()} with the trace's id. */
	public static final String TRACE = "trace";
	/** The key with the cluster's name. */
	public static final String CLUSTER = "cluster";
	/** The beginning of the keys with the nodes' names; a node's number follows. */
	public static final String NAME = "name.";
	/** The key that is there when breakpoints follow, which hold from the node's first event on. */
	public static final String BREAKPOINTS = "breakpoints";

	/** Set when the agent is started to be frozen: it plays through what it will have to do. */
	public static final String REHEARSE = "SSI_REHEARSE";

	private Agent() {
	}

	/** Runs the node until it ends. */
	public static void main(String[] arguments) throws IOException {
		System.setOut(System.err);
		if (System.getenv(REHEARSE) != null)
			Rehearsal.run();
		ControlLine line = new ControlLine(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out),
				() -> Runtime.getRuntime().halt(0));
		ExecRelay execs = new ExecRelay(line);
		InitLine init = new InitLine(new FileInputStream(InitLine.FROM_INIT), new FileOutputStream(InitLine.TO_INIT));
		long offset = execs.begin();
		line.send(Type.HELLO, ControlLine.utf8("clockOffset=" + offset + "\n"));
		ControlFrame first = line.read();
		if (first.type() != Type.CONFIG)
			throw new IOException("the first frame must be CONFIG, not " + first.type());
		try {
			run(line, execs, init, ConfigText.decode(first.payload()), offset);
		} catch (IOException | RuntimeException e) {
			e.printStackTrace();
			line.end("the agent failed: " + e);
		}
	}

	static void run(ControlLine line, ExecRelay execs, InitLine init, ConfigText config, long clockOffset) throws IOException {
		UUID trace = UUID.fromString(config.extras().getOrDefault(TRACE, new UUID(0, 0).toString()));
		LinuxHost host = new LinuxHost(config, line, clockOffset, trace);
		Node node = new Node(config.node(), host);
		Gate gate = host.gate();
		gate.attach(node);
		if (config.extras().containsKey(BREAKPOINTS))
			gate.breakpoints(BreakpointText.decode(text(line.read())));
		LinuxProcesses processes = new LinuxProcesses(config.node().number(), clockOffset, init);
		Vproc vproc = processes.join(node);
		host.onLook(processes::look);
		new UserServices(init, host, node, config, vproc);
		init.start(host);
		new OrderReader(line, execs, host, node, vproc).start();
		host.run(new StoppableNode(node, gate, host::now));
	}

	private static String text(ControlFrame breakpoints) throws IOException {
		if (breakpoints.type() != Type.DEBUG_BREAKPOINTS)
			throw new IOException("the frame after CONFIG must be DEBUG_BREAKPOINTS, not " + breakpoints.type());
		return new String(breakpoints.payload(), StandardCharsets.UTF_8);
	}
}
