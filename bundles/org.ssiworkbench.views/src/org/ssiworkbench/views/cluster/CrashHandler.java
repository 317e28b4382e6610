package org.ssiworkbench.views.cluster;

import java.util.List;

import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.debug.session.ClusterSession;

/** Kills the selected nodes silently. */
public final class CrashHandler extends NodeHandler {

	@Override
	void run(List<ClusterNode> nodes) {
		NodeRequest.schedule(Messages.crashJob, nodes, ClusterSession::crash);
	}
}
