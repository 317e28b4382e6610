package org.ssiworkbench.debug.model;

import org.eclipse.debug.core.model.IRegisterGroup;
import org.eclipse.debug.core.model.IStackFrame;

/** A frame that knows a line at most, and no registers. */
public interface LineFrame extends IStackFrame {

	@Override
	default int getCharStart() {
		return -1;
	}

	@Override
	default int getCharEnd() {
		return -1;
	}

	@Override
	default IRegisterGroup[] getRegisterGroups() {
		return new IRegisterGroup[0];
	}

	@Override
	default boolean hasRegisterGroups() {
		return false;
	}
}
