package org.ssiworkbench.debug.ui.internal;

import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.internal.ui.viewers.model.provisional.IModelDelta;
import org.eclipse.debug.internal.ui.viewers.model.provisional.ModelDelta;
import org.eclipse.debug.internal.ui.viewers.update.DebugEventHandler;
import org.eclipse.debug.internal.ui.viewers.update.DebugTargetEventHandler;
import org.eclipse.debug.internal.ui.viewers.update.DebugTargetProxy;
import org.eclipse.jface.viewers.Viewer;
import org.ssiworkbench.debug.model.ClusterDebug;
import org.ssiworkbench.debug.model.NodeTarget;

/**
 * A node in the Debug view. The platform would expand each node and select one after the other, and at each stop ask all of
 * them what is below them: the view of a hundred nodes would be behind by seconds. So only the node where the cluster stands
 * is opened; of a cluster that does not stand, the first node is selected.
 */
final class NodeProxy extends DebugTargetProxy {
	private final NodeTarget node;

	NodeProxy(NodeTarget node) {
		super(node);
		this.node = node;
	}

	@Override
	protected DebugEventHandler[] createEventHandlers() {
		DebugEventHandler[] handlers = super.createEventHandlers();
		handlers[0] = new Closed();
		return handlers;
	}

	@Override
	public void installed(Viewer viewer) {
		if (isWhereTheClusterStands())
			super.installed(viewer);
		else if (getTargetIndex(node) == 0)
			select();
	}

	private boolean isWhereTheClusterStands() {
		ClusterDebug debug = node.debug();
		return debug != null && debug.isSuspended() && debug.state().stop() != null
				&& debug.state().stop().node() == node.status().number();
	}

	private void select() {
		ModelDelta root = new ModelDelta(DebugPlugin.getDefault().getLaunchManager(), IModelDelta.NO_CHANGE);
		root.addNode(node.getLaunch(), getLaunchIndex(node.getLaunch()), IModelDelta.EXPAND, node.getLaunch().getChildren().length)
				.addNode(node, 0, IModelDelta.SELECT, -1);
		fireModelChanged(root);
	}

	/** Leaves a new node closed. */
	private final class Closed extends DebugTargetEventHandler {
		Closed() {
			super(NodeProxy.this);
		}

		@Override
		protected void handleCreate(DebugEvent event) {
			// the platform would expand it
		}
	}
}
