package org.ssiworkbench.debug.ui.internal;

import java.util.List;
import java.util.stream.Stream;

import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.debug.internal.ui.viewers.model.provisional.TreeModelViewer;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.IDebugView;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.ssiworkbench.debug.model.NodeTarget;
import org.ssiworkbench.debug.model.NodeThread;

/**
 * Selects the first frame of the node at which a cluster stopped. The platform would keep the selection on a node that was
 * selected before, because that stands as well; only its provisional interfaces can override that.
 */
public final class StopSelection implements IStartup, IDebugEventSetListener {
	/** UI thread only. */
	private FrameSelection selection;

	@Override
	public void earlyStartup() {
		DebugPlugin.getDefault().addDebugEventListener(this);
	}

	@Override
	public void handleDebugEvents(DebugEvent[] events) {
		List<DebugEvent> moves = Stream.of(events)
				.filter(event -> event.getSource() instanceof IThread || event.getSource() instanceof NodeTarget)
				.filter(event -> event.getKind() == DebugEvent.SUSPEND || event.getKind() == DebugEvent.RESUME).toList();
		if (moves.isEmpty())
			return;
		IStackFrame frame = moves.stream().filter(StopSelection::isStop).findFirst()
				.map(stop -> top((NodeThread) stop.getSource())).orElse(null);
		PlatformUI.getWorkbench().getDisplay().asyncExec(() -> show(frame));
	}

	private static boolean isStop(DebugEvent event) {
		return event.getSource() instanceof NodeThread && event.getKind() == DebugEvent.SUSPEND
				&& event.getDetail() != DebugEvent.CLIENT_REQUEST;
	}

	private static IStackFrame top(NodeThread thread) {
		try {
			return thread.getTopStackFrame();
		} catch (DebugException e) {
			ILog.of(StopSelection.class).log(e.getStatus());
			return null;
		}
	}

	/** Selects a frame; none when the cluster goes on, or when it is another debugger's affair what is selected. */
	private void show(IStackFrame frame) {
		if (selection != null)
			selection.release();
		IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
		if (frame == null || window == null || window.getActivePage() == null
				|| !(window.getActivePage().findView(IDebugUIConstants.ID_DEBUG_VIEW) instanceof IDebugView view)
				|| !(view.getViewer() instanceof TreeModelViewer viewer))
			return;
		if (selection == null || !selection.isIn(viewer))
			selection = new FrameSelection(viewer);
		selection.hold(frame);
	}
}
