package org.ssiworkbench.node;

import java.util.function.Consumer;

import org.ssiworkbench.node.control.ProcessReply;
import org.ssiworkbench.node.control.ProcessRequest;
import org.ssiworkbench.node.keepalive.Keepalive;
import org.ssiworkbench.node.vproc.Vproc;

/** Carries out what the controller asks of a node about processes. */
public final class ProcessOrders {
	private final Vproc vproc;
	private final Keepalive keepalive;

	/** For a node's process space and its part of keepalive. */
	public ProcessOrders(Vproc vproc, Keepalive keepalive) {
		this.vproc = vproc;
		this.keepalive = keepalive;
	}

	/** Within a handler of the node. The replies come from within a handler, at once or later. */
	public void obey(ProcessRequest request, Consumer<ProcessReply> answer) {
		int id = request.id();
		switch (request.kind()) {
		case LIST -> vproc.list(all -> ProcessReply.processes(id, all).forEach(answer));
		case SIGNAL -> vproc.signal(request.pid(), request.number(), 0,
				errno -> answer.accept(ProcessReply.outcome(id, errno == 0 ? "" : notThere(request.pid()))));
		case MIGRATE -> vproc.migrate(request.pid(), request.number(), "operator",
				outcome -> answer.accept(ProcessReply.outcome(id, outcome.reason())));
		case KEPT -> keepalive.list(all -> ProcessReply.kept(id, all).forEach(answer));
		}
	}

	private static String notThere(int pid) {
		return pid < 0 ? "there is no process group " + -pid + " in the cluster" : "there is no process " + pid + " in the cluster";
	}
}
