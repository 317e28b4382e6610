package org.ssiworkbench.debug.model;

import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.commands.IRestartHandler;
import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.core.model.IDebugTarget;
import org.ssiworkbench.debug.session.ClusterNode;

/** What can be seen of a node that stands. */
abstract class StandingElement extends PlatformObject implements IDebugElement {
	private final NodeTarget target;

	StandingElement(NodeTarget target) {
		this.target = target;
	}

	/** The node. */
	public NodeTarget target() {
		return target;
	}

	@Override
	public String getModelIdentifier() {
		return NodeTarget.MODEL;
	}

	@Override
	public IDebugTarget getDebugTarget() {
		return target;
	}

	@Override
	public ILaunch getLaunch() {
		return target.getLaunch();
	}

	@Override
	public <T> T getAdapter(Class<T> adapter) {
		if (adapter == ClusterNode.class)
			return adapter.cast(target.node());
		if (adapter == IRestartHandler.class)
			return adapter.cast(Restart.COMMAND);
		if (adapter == ILaunch.class)
			return adapter.cast(getLaunch());
		return super.getAdapter(adapter);
	}
}
