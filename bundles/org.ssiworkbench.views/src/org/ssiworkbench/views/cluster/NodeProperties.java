package org.ssiworkbench.views.cluster;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.ui.views.properties.IPropertyDescriptor;
import org.eclipse.ui.views.properties.IPropertySource;
import org.eclipse.ui.views.properties.PropertyDescriptor;
import org.ssiworkbench.controller.protocol.ControllerService.NodeStatus;
import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.views.internal.ReadOnlyProperties;

/** A node in the Properties view. */
public final class NodeProperties implements ReadOnlyProperties {
	private final ClusterNode node;

	private NodeProperties(ClusterNode node) {
		this.node = node;
	}

	/** Makes them for a selected node. */
	public static final class Factory implements IAdapterFactory {
		@Override
		public <T> T getAdapter(Object adaptable, Class<T> type) {
			return adaptable instanceof ClusterNode node && type == IPropertySource.class ? type.cast(new NodeProperties(node))
					: null;
		}

		@Override
		public Class<?>[] getAdapterList() {
			return new Class<?>[] { IPropertySource.class };
		}
	}

	@Override
	public IPropertyDescriptor[] getPropertyDescriptors() {
		List<IPropertyDescriptor> descriptors = new ArrayList<>();
		for (NodeColumn column : NodeColumn.values()) {
			PropertyDescriptor descriptor = new PropertyDescriptor(column, column.longTitle());
			descriptor.setCategory(Messages.propertiesCategory);
			descriptors.add(descriptor);
		}
		return descriptors.toArray(IPropertyDescriptor[]::new);
	}

	@Override
	public Object getPropertyValue(Object id) {
		return node.status().map(status -> ((NodeColumn) id).text(node, status)).orElse(null);
	}
}
