package org.ssiworkbench.node.vproc;

import java.util.function.Consumer;

import org.ssiworkbench.node.control.ProcessReply;
import org.ssiworkbench.node.control.ProcessRequest;

/** Carries out what the controller asks of a node about processes. */
public final class ProcessOrders {
	private final Vproc vproc;

	/** For a node's process space. */
	public ProcessOrders(Vproc vproc) {
		this.vproc = vproc;
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
		}
	}

	private static String notThere(int pid) {
		return pid < 0 ? "there is no process group " + -pid + " in the cluster" : "there is no process " + pid + " in the cluster";
	}
}
