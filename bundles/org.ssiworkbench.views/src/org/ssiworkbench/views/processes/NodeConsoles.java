package org.ssiworkbench.views.processes;

import java.util.Arrays;
import java.util.Objects;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.ui.console.ConsolePlugin;
import org.eclipse.ui.console.IConsole;
import org.ssiworkbench.debug.session.ClusterNode;

/** The consoles of nodes. UI thread only. */
final class NodeConsoles {
	private NodeConsoles() {
	}

	/** Brings a node's console to the front; nothing happens when the node has none any more. */
	static void show(ClusterNode node) {
		IConsole console = Arrays.stream(DebugPlugin.getDefault().getLaunchManager().getProcesses())
				.filter(process -> isOf(process, node)).map(DebugUITools::getConsole).filter(Objects::nonNull)
				.reduce((older, newer) -> newer).orElse(null);
		if (console != null)
			ConsolePlugin.getDefault().getConsoleManager().showConsoleView(console);
	}

	private static boolean isOf(IProcess process, ClusterNode node) {
		return node.equals(Adapters.adapt(process, ClusterNode.class));
	}
}
