package org.ssiworkbench.debug.ui.internal;

import org.eclipse.debug.ui.console.ConsoleColorProvider;

/** A node's console: input may be typed as long as the node runs. */
public final class NodeConsole extends ConsoleColorProvider {
}
