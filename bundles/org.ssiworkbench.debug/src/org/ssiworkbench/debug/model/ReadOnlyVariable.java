package org.ssiworkbench.debug.model;

import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IVariable;

/** A variable that is its own value and can only be looked at. */
public interface ReadOnlyVariable extends IVariable, IValue {

	/** A sentence for who tries to change it. */
	String whyReadOnly();

	@Override
	default IValue getValue() {
		return this;
	}

	@Override
	default boolean isAllocated() {
		return true;
	}

	@Override
	default void setValue(String expression) throws DebugException {
		throw new DebugException(Status.error(whyReadOnly()));
	}

	@Override
	default void setValue(IValue value) throws DebugException {
		throw new DebugException(Status.error(whyReadOnly()));
	}

	@Override
	default boolean supportsValueModification() {
		return false;
	}

	@Override
	default boolean verifyValue(String expression) {
		return false;
	}

	@Override
	default boolean verifyValue(IValue value) {
		return false;
	}
}
