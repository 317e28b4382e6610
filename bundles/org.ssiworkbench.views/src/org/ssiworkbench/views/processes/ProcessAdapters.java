package org.ssiworkbench.views.processes;

import java.util.Arrays;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.ui.views.properties.IPropertyDescriptor;
import org.eclipse.ui.views.properties.IPropertySource;
import org.eclipse.ui.views.properties.PropertyDescriptor;
import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.views.internal.ReadOnlyProperties;

/** What a selected process is to others: the node it runs on, and its properties. */
public final class ProcessAdapters implements IAdapterFactory {

	@Override
	public <T> T getAdapter(Object adaptable, Class<T> type) {
		if (!(adaptable instanceof ClusterProcess process))
			return null;
		if (type == ClusterNode.class)
			return type.cast(process.node());
		return type == IPropertySource.class ? type.cast(new Properties(process)) : null;
	}

	@Override
	public Class<?>[] getAdapterList() {
		return new Class<?>[] { ClusterNode.class, IPropertySource.class };
	}

	private record Properties(ClusterProcess process) implements ReadOnlyProperties {
		@Override
		public IPropertyDescriptor[] getPropertyDescriptors() {
			return Arrays.stream(ProcessColumn.values()).map(column -> new PropertyDescriptor(column, column.title()))
					.toArray(IPropertyDescriptor[]::new);
		}

		@Override
		public Object getPropertyValue(Object id) {
			return ((ProcessColumn) id).text(process.info());
		}
	}
}
