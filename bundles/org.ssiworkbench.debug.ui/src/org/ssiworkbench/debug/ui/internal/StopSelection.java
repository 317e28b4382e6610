package org.ssiworkbench.debug.ui.internal;

import java.util.Arrays;
import java.util.List;

import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IDebugEventSetListener;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.internal.ui.viewers.model.provisional.IModelDelta;
import org.eclipse.debug.internal.ui.viewers.model.provisional.ITreeModelViewer;
import org.eclipse.debug.internal.ui.viewers.model.provisional.ModelDelta;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.IDebugView;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.debug.model.NodeTarget;
import org.ssiworkbench.debug.model.NodeThread;

/**
 * Selects the first frame of the node at which a cluster stopped. The platform would keep the selection on a node that was
 * selected before, because that stands as well; only its provisional interfaces can override that.
 */
public final class StopSelection implements IStartup, IDebugEventSetListener {

	@Override
	public void earlyStartup() {
		DebugPlugin.getDefault().addDebugEventListener(this);
	}

	@Override
	public void handleDebugEvents(DebugEvent[] events) {
		for (DebugEvent event : events)
			if (event.getSource() instanceof NodeThread thread && event.getKind() == DebugEvent.SUSPEND
					&& event.getDetail() != DebugEvent.CLIENT_REQUEST)
				select(thread);
	}

	private static void select(NodeThread thread) {
		try {
			IStackFrame frame = thread.getTopStackFrame();
			if (frame != null)
				PlatformUI.getWorkbench().getDisplay().asyncExec(() -> select(frame));
		} catch (DebugException e) {
			ILog.of(StopSelection.class).log(e.getStatus());
		}
	}

	private static void select(IStackFrame frame) {
		IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
		if (window == null || window.getActivePage() == null
				|| !(window.getActivePage().findView(IDebugUIConstants.ID_DEBUG_VIEW) instanceof IDebugView view))
			return;
		if (view.getViewer() instanceof ITreeModelViewer viewer && frame.getLaunch() instanceof ClusterLaunch launch)
			viewer.updateViewer(selection(launch, (NodeTarget) frame.getDebugTarget(), frame));
	}

	/** The way from the Debug view's root to the frame. */
	private static IModelDelta selection(ClusterLaunch launch, NodeTarget target, IStackFrame frame) {
		ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
		List<?> launches = Arrays.asList(manager.getLaunches());
		List<?> targets = Arrays.asList(launch.getChildren());
		ModelDelta root = new ModelDelta(manager, IModelDelta.NO_CHANGE);
		root.addNode(launch, launches.indexOf(launch), IModelDelta.EXPAND, targets.size())
				.addNode(target, targets.indexOf(target), IModelDelta.EXPAND, -1)
				.addNode(frame.getThread(), 0, IModelDelta.EXPAND, -1)
				.addNode(frame, 0, IModelDelta.SELECT | IModelDelta.REVEAL | IModelDelta.FORCE, 0);
		return root;
	}
}
