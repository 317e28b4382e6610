package org.ssiworkbench.debug.model;

import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.commands.IRestartHandler;
import org.ssiworkbench.debug.session.ClusterNode;

/** What a node's target and process have in common: the node they stand for, its launch, and how they tell of changes. */
abstract class NodeElement extends PlatformObject {
	private final ILaunch launch;
	private final ClusterNode node;

	NodeElement(ILaunch launch, ClusterNode node) {
		this.launch = launch;
		this.node = node;
	}

	/** The node this stands for. */
	public ClusterNode node() {
		return node;
	}

	public ILaunch getLaunch() {
		return launch;
	}

	void fire(int kind, int detail) {
		DebugPlugin debug = DebugPlugin.getDefault();
		if (debug != null)
			debug.fireDebugEventSet(new DebugEvent[] { new DebugEvent(this, kind, detail) });
	}

	@Override
	public <T> T getAdapter(Class<T> adapter) {
		if (adapter == ClusterNode.class)
			return adapter.cast(node);
		if (adapter == IRestartHandler.class)
			return adapter.cast(Restart.COMMAND);
		if (adapter == ILaunch.class)
			return adapter.cast(launch);
		return super.getAdapter(adapter);
	}
}
