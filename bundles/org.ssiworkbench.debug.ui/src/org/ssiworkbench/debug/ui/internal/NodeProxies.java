package org.ssiworkbench.debug.ui.internal;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.debug.internal.ui.viewers.model.provisional.IModelProxyFactory;
import org.eclipse.debug.internal.ui.viewers.update.DefaultModelProxyFactory;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.ssiworkbench.debug.model.NodeTarget;

/** Has the Debug view follow nodes in our way. */
public final class NodeProxies implements IAdapterFactory {
	private static final IModelProxyFactory PLATFORM = new DefaultModelProxyFactory();
	private static final IModelProxyFactory OURS = (element, context) -> element instanceof NodeTarget node
			&& IDebugUIConstants.ID_DEBUG_VIEW.equals(context.getId()) ? new NodeProxy(node) : PLATFORM.createModelProxy(element, context);

	@Override
	public <T> T getAdapter(Object adaptable, Class<T> type) {
		return type.cast(OURS);
	}

	@Override
	public Class<?>[] getAdapterList() {
		return new Class<?>[] { IModelProxyFactory.class };
	}
}
