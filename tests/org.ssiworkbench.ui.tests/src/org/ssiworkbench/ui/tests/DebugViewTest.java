package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.debug.model.NodeTarget;
import org.ssiworkbench.debug.ui.breakpoint.BreakpointDialog;
import org.ssiworkbench.trace.breakpoint.Breakpoint;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Suspend;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Type;

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

	@Test
	void theDialogAsksForWhatTheTypeHas() throws Exception {
		BreakpointDialog dialog = Ui.on(() -> {
			BreakpointDialog made = new BreakpointDialog(Ui.window().getShell(), new Breakpoint("", Type.TRANSITION,
					Map.of("node", "3", "to", "DOWN"), "clms.up = 2", 2, Suspend.CLUSTER));
			made.setBlockOnOpen(false);
			made.open();
			return made;
		});
		Ui.screenshot(Ui.on(dialog::getShell), "breakpoint-dialog");
		Ui.on(() -> dialog.close());
		assertEquals(Map.of("node", "3", "to", "DOWN"), dialog.breakpoint().fields());
	}
}
