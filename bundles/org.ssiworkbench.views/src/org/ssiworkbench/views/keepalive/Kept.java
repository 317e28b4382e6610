package org.ssiworkbench.views.keepalive;

import org.ssiworkbench.controller.protocol.ControllerService.KeptStatus;
import org.ssiworkbench.debug.session.ClusterSession;

/** A process that keepalive monitors, as it was last told. Equal to every other sight of the same registration. */
record Kept(ClusterSession session, KeptStatus info) {

	@Override
	public boolean equals(Object other) {
		return other instanceof Kept kept && kept.session == session && kept.info.slot() == info.slot();
	}

	@Override
	public int hashCode() {
		return info.slot();
	}

	/** ns of the cluster's clock. */
	long now() {
		return session.status().time();
	}
}
