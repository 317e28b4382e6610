package org.ssiworkbench.debug.model;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IStep;

/** Something of a node that can be selected to step: what steps is the node's own software. */
interface NodeStep extends IStep {

	/** Of the node. */
	NodeThread thread();

	@Override
	default boolean canStepInto() {
		return thread().canStepInto();
	}

	@Override
	default boolean canStepOver() {
		return thread().canStepOver();
	}

	@Override
	default boolean canStepReturn() {
		return thread().canStepReturn();
	}

	@Override
	default boolean isStepping() {
		return thread().isStepping();
	}

	@Override
	default void stepInto() throws DebugException {
		thread().stepInto();
	}

	@Override
	default void stepOver() throws DebugException {
		thread().stepOver();
	}

	@Override
	default void stepReturn() throws DebugException {
		thread().stepReturn();
	}
}
