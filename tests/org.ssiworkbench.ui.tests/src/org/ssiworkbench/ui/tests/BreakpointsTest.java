package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.actions.ExportBreakpointsOperation;
import org.eclipse.debug.ui.actions.ImportBreakpointsOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.debug.breakpoint.EventBreakpoint;
import org.ssiworkbench.debug.breakpoint.SsiBreakpoint;
import org.ssiworkbench.debug.model.NodeTarget;
import org.ssiworkbench.debug.ui.breakpoint.BreakpointDialog;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.breakpoint.Breakpoint;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Suspend;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Type;

/** Making, exporting and importing breakpoints. */
class BreakpointsTest {
	private final IBreakpointManager breakpoints = DebugPlugin.getDefault().getBreakpointManager();
	@TempDir
	private Path folder;

	@BeforeEach
	void open() throws Exception {
		Ui.openPerspective();
	}

	@AfterEach
	void end() throws Exception {
		breakpoints.removeBreakpoints(ours(), true);
	}

	private IBreakpoint[] ours() {
		return breakpoints.getBreakpoints(NodeTarget.MODEL);
	}

	private List<String> labels() throws Exception {
		return Stream.of(ours()).map(breakpoint -> {
			try {
				return SsiBreakpoint.label(((SsiBreakpoint) breakpoint).what());
			} catch (Exception e) {
				throw new AssertionError(e);
			}
		}).sorted().toList();
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

	@Test
	void whatIsExportedIsImported() throws Exception {
		SsiBreakpoint.create(DebugScript.JOIN);
		SsiBreakpoint.create(new Breakpoint("", Type.TRANSITION, Map.of("node", "3", "to", "DOWN"), "clms.up = 2", 4, Suspend.NODE));
		SsiBreakpoint.create(new Breakpoint("", Type.INVARIANT, Map.of(), "", 0, Suspend.CLUSTER));
		List<String> before = labels();
		assertEquals(3, before.size());
		String file = folder.resolve("breakpoints.bkpt").toString();
		new ExportBreakpointsOperation(ours(), file).run(new NullProgressMonitor());
		breakpoints.removeBreakpoints(ours(), true);
		new ImportBreakpointsOperation(file, true, false).run(new NullProgressMonitor());
		assertEquals(before, labels());
		new ImportBreakpointsOperation(file, true, false).run(new NullProgressMonitor());
		assertEquals(before, labels(), "those that are there already are not made again");
	}

	@Test
	void eventsAreStoppedAtThatAreLikeARecordedOne() throws Exception {
		TraceEvent join = new TraceEvent(5, 1, EventKind.ICS_RECV, 7,
				List.of(7L, 2L, 4L, "rpc", "clms", "join", 0L, 4L, 4L, 0L));
		assertEquals(DebugScript.JOIN.fields().entrySet(), EventBreakpoint.like(join).orElseThrow().fields().entrySet().stream()
				.filter(field -> DebugScript.JOIN.fields().containsKey(field.getKey())).collect(Collectors.toSet()));
		TraceEvent lost = new TraceEvent(5, 1, EventKind.CLMS_TRANSITION, 7, List.of(8L, 3L, "UP", "KCLEANUP", "imalive timeout"));
		assertEquals(Map.of("node", "3", "from", "UP", "to", "KCLEANUP"), EventBreakpoint.like(lost).orElseThrow().fields());
		assertTrue(EventBreakpoint.like(new TraceEvent(5, 1, EventKind.LOAD_SAMPLE, 0, List.of(100L))).isEmpty());
	}
}
