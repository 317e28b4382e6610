package org.ssiworkbench.views.messages;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.ui.views.properties.IPropertyDescriptor;
import org.eclipse.ui.views.properties.IPropertySource;
import org.eclipse.ui.views.properties.PropertyDescriptor;
import org.ssiworkbench.trace.Field;
import org.ssiworkbench.trace.Ids;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.views.internal.ReadOnlyProperties;
import org.ssiworkbench.views.timeline.TimeModel;

/** A trace event in the Properties view, with all its fields and its cause. */
public final class EventProperties implements ReadOnlyProperties {
	private static final String TIME = "time"; //$NON-NLS-1$
	private static final String NODE = "node"; //$NON-NLS-1$
	private static final String EVENT = "event"; //$NON-NLS-1$
	private static final String CAUSE = "cause"; //$NON-NLS-1$

	private final TraceEvent event;

	private EventProperties(TraceEvent event) {
		this.event = event;
	}

	/** Makes them for a selected event. */
	public static final class Factory implements IAdapterFactory {
		@Override
		public <T> T getAdapter(Object adaptable, Class<T> type) {
			return adaptable instanceof TraceEvent event && type == IPropertySource.class ? type.cast(new EventProperties(event))
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
		add(descriptors, TIME, Messages.time);
		add(descriptors, NODE, Messages.node);
		add(descriptors, EVENT, Messages.event);
		add(descriptors, CAUSE, Messages.cause);
		for (Field field : event.type().fields())
			add(descriptors, field, field.name());
		return descriptors.toArray(IPropertyDescriptor[]::new);
	}

	private static void add(List<IPropertyDescriptor> descriptors, Object id, String name) {
		PropertyDescriptor descriptor = new PropertyDescriptor(id, name);
		descriptor.setCategory(id instanceof Field ? Messages.fields : Messages.event);
		descriptors.add(descriptor);
	}

	@Override
	public Object getPropertyValue(Object id) {
		if (id instanceof Field field)
			return String.valueOf(event.values().get(event.type().fields().indexOf(field)));
		return switch ((String) id) {
		case TIME -> TimeModel.get().format().full(event.time());
		case NODE -> EventText.node(event);
		case EVENT -> EventText.kind(event);
		default -> cause();
		};
	}

	/** An id as "message 12 of node 1", for the number itself says nothing to a reader. */
	private String cause() {
		long id = event.cause();
		if (id == 0)
			return Messages.noCause;
		String kind = Ids.isTimer(id) ? Messages.timer : Messages.message;
		long counter = id & ~(Ids.timer(Ids.node(id), 0));
		return kind + " " + counter + " (" + Messages.node + " " + Ids.node(id) + ")"; //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$ //$NON-NLS-4$
	}
}
