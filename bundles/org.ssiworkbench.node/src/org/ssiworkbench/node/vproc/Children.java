package org.ssiworkbench.node.vproc;

import java.util.List;

/** The children of processes that move, which appear beside their parent as stand-ins. */
final class Children {
	private final Parts parts;

	Children(Parts parts) {
		this.parts = parts;
	}

	/** A process is about to run here: its children appear beside it. */
	void arrive(List<ProcessInfo> children) {
		for (ProcessInfo child : children)
			if (!parts.executesHere(child.pid()))
				parts.host.standIn(child);
	}

	/** A process runs here. What its children's stand-ins missed while it was on its way is made good. */
	void arrived(List<ProcessInfo> children) {
		for (ProcessInfo child : children)
			if (parts.survivors.hasBeenDown(child.origin()))
				verify(child);
	}

	/** A process has left, ended or not come: its children's stand-ins are of no use here, except those that keep a pid taken. */
	void abandon(int parent) {
		for (ProcessInfo standIn : parts.host.standIns())
			if (standIn.parent() == parent && !keepsPid(standIn))
				parts.host.dropStandIn(standIn.pid());
	}

	private boolean keepsPid(ProcessInfo standIn) {
		return standIn.origin() == parts.self() && parts.places.of(standIn.pid()) != 0;
	}

	/**
	 * A node is down, and all members have told what they have: which of the children whose origin is or was down are
	 * gone? That node may have been the surrogate that alone knew where they were.
	 */
	void nodeLost() {
		for (ProcessInfo standIn : parts.host.standIns())
			if (parts.survivors.hasBeenDown(standIn.origin()) && standIn.origin() != parts.self())
				verify(standIn);
	}

	private void verify(ProcessInfo child) {
		parts.pursuit.locate(child.pid(), place -> {
			if (place == 0)
				parts.holds.afterDecision(child.parent(), () -> {
					if (parts.exits.standsIn(child.pid()))
						parts.host.endStandIn(child.pid(), Places.LOST);
				});
		});
	}
}
