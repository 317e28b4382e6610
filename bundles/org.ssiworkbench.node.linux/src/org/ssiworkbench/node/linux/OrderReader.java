package org.ssiworkbench.node.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.ProcessOrders;
import org.ssiworkbench.node.control.ControlFrame;
import org.ssiworkbench.node.control.ControlFrame.Type;
import org.ssiworkbench.node.control.ProcessRequest;
import org.ssiworkbench.node.inspect.Goal;
import org.ssiworkbench.node.vproc.Vproc;
import org.ssiworkbench.trace.breakpoint.Breakpoint;
import org.ssiworkbench.trace.breakpoint.BreakpointText;

/** Carries out what the controller orders over the control line. */
final class OrderReader extends Thread {
	private final ControlLine line;
	private final LinuxHost host;
	private final Node node;
	private final ProcessOrders processes;
	private final ExecRelay execs;

	OrderReader(ControlLine line, ExecRelay execs, LinuxHost host, Node node, Vproc vproc) {
		super("orders");
		this.line = line;
		this.host = host;
		this.node = node;
		this.execs = execs;
		processes = new ProcessOrders(vproc, node.keepalive());
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
		case EXEC_START, EXEC_INPUT, EXEC_EOF, EXEC_SIGNAL, EXEC_SIZE -> execs.toInit(frame);
		case DEBUG_BREAKPOINTS -> breakpoints(new String(frame.payload(), StandardCharsets.UTF_8));
		case DEBUG_STOP -> stopNode();
		case DEBUG_GO -> host.gate().go(Goal.decode(new String(frame.payload(), StandardCharsets.UTF_8)));
		case PROCESS_REQUEST -> ask(ProcessRequest.decode(frame.payload()));
		default -> throw new IOException("unexpected frame " + frame.type());
		}
	}

	private void breakpoints(String text) throws IOException {
		try {
			List<Breakpoint> breakpoints = BreakpointText.decode(text);
			host.later(() -> host.gate().breakpoints(breakpoints));
		} catch (IllegalArgumentException e) {
			throw new IOException(e.getMessage(), e);
		}
	}

	private void stopNode() {
		host.gate().stop();
		host.later(() -> host.gate().pass(host.now()));
	}

	private void ask(ProcessRequest request) {
		host.later(() -> node.run(
				() -> processes.obey(request, reply -> line.send(Type.PROCESS_REPLY, reply.encode()))));
	}
}
