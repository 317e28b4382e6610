package org.ssiworkbench.views.cluster;

import java.util.List;

import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.debug.session.ClusterSession;

/** Takes the selected nodes down gracefully. */
public final class ShutDownHandler extends NodeHandler {

	@Override
	void run(List<ClusterNode> nodes) {
		NodeRequest.schedule(Messages.shutDownJob, nodes, ClusterSession::down);
	}
}
