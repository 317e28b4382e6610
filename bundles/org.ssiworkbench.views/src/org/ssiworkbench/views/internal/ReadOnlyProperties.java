package org.ssiworkbench.views.internal;

import org.eclipse.ui.views.properties.IPropertySource;

/** Properties that can be looked at, not changed. */
public interface ReadOnlyProperties extends IPropertySource {

	@Override
	default Object getEditableValue() {
		return null;
	}

	@Override
	default boolean isPropertySet(Object id) {
		return false;
	}

	@Override
	default void resetPropertyValue(Object id) {
		// nothing can be set
	}

	@Override
	default void setPropertyValue(Object id, Object value) {
		// nothing can be set
	}
}
