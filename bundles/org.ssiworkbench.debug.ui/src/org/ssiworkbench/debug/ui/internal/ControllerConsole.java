package org.ssiworkbench.debug.ui.internal;

import org.eclipse.debug.ui.console.ConsoleColorProvider;

/** The controller's messages: for reading only. */
public final class ControllerConsole extends ConsoleColorProvider {

	@Override
	public boolean isReadOnly() {
		return true;
	}
}
