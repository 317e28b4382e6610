package org.ssiworkbench.views.cluster;

import java.util.List;

import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.debug.session.ClusterSession;

/** Boots the selected nodes. */
public final class AddHandler extends NodeHandler {

	@Override
	void run(List<ClusterNode> nodes) {
		NodeRequest.schedule(Messages.addJob, nodes, ClusterSession::add);
	}
}
