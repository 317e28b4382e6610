package org.ssiworkbench.controller.cli;

import java.util.Locale;

import org.ssiworkbench.controller.protocol.ControllerClient;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterStatus;
import org.ssiworkbench.controller.protocol.ControllerService.TransitionInfo;

/** Tells on standard output what happens to a cluster. */
final class Narrator implements ControllerClient {
	private static final double SECOND = 1e9;

	private final Output out;
	private final String name;
	private String phase = "";

	Narrator(Output out, String name) {
		this.out = out;
		this.name = name;
	}

	@Override
	public void transition(TransitionInfo transition) {
		out.line(line(transition));
	}

	static String line(TransitionInfo transition) {
		return String.format(Locale.ROOT, "%9.3f s  #%-4d node %d: %s -> %s (%s)", transition.time() / SECOND, transition.transid(),
				transition.node(), transition.from(), transition.to(), transition.cause());
	}

	@Override
	public void changed(ClusterStatus status) {
		if (!status.phase().equals(phase) && status.phase().equals("running"))
			out.line("cluster " + name + " is up: " + status.nodes().stream().filter(node -> node.state().equals("UP")).count()
					+ " nodes UP, master is node " + status.master() + "; try 'ssi status " + name + "', end with Ctrl-C");
		phase = status.phase();
	}

	@Override
	public void message(Message message) {
		out.line((message.level().equals("info") ? "" : message.level() + ": ") + message.text());
	}
}
