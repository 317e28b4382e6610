package org.ssiworkbench.views.processes;

import org.ssiworkbench.controller.protocol.ControllerService.ProcessStatus;
import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.debug.session.ClusterSession;

/** One process of an attached cluster as it was last seen. Equal to every other sight of the same process. */
public record ClusterProcess(ClusterSession session, ProcessStatus info) {

	/** Its cluster-wide process id. */
	public int pid() {
		return info.pid();
	}

	/** The node it runs on. */
	public ClusterNode node() {
		return new ClusterNode(session, info.node());
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof ClusterProcess process && process.session == session && process.pid() == pid();
	}

	@Override
	public int hashCode() {
		return pid();
	}
}
