package org.ssiworkbench.ui.tests;

import java.nio.file.Path;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.debug.model.NodeTarget;

/** Debugging with the platform's views and commands. */
class DebugViewTest {
	private final IBreakpointManager breakpoints = DebugPlugin.getDefault().getBreakpointManager();
	@TempDir
	private Path folder;

	@BeforeEach
	void open() throws Exception {
		Ui.openPerspective();
	}

	@AfterEach
	void end() throws Exception {
		removeBreakpoints();
		Launches.endAll();
	}

	private void removeBreakpoints() throws Exception {
		breakpoints.removeBreakpoints(breakpoints.getBreakpoints(NodeTarget.MODEL), true);
	}

	@Test
	void theSameSessionOnTheSimulatorAndOnItsRecording() throws Exception {
		new DebugScript(new DebugSource.Live("simulator", folder.resolve("trace"))).run();
		removeBreakpoints();
		Launches.endAll();
		new DebugScript(new DebugSource.Recorded(folder.resolve("trace"))).run();
	}

	@Test
	void theSameSessionOnRealNodes() throws Exception {
		new DebugScript(new DebugSource.Live("uml", folder.resolve("trace"))).run();
	}
}
