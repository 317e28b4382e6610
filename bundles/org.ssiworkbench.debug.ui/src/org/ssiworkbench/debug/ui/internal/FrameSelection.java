package org.ssiworkbench.debug.ui.internal;

import java.util.Arrays;
import java.util.List;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.internal.ui.viewers.model.provisional.IModelDelta;
import org.eclipse.debug.internal.ui.viewers.model.provisional.IViewerUpdate;
import org.eclipse.debug.internal.ui.viewers.model.provisional.IViewerUpdateListener;
import org.eclipse.debug.internal.ui.viewers.model.provisional.ModelDelta;
import org.eclipse.debug.internal.ui.viewers.model.provisional.TreeModelViewer;
import org.eclipse.jface.viewers.ITreeSelection;
import org.eclipse.swt.SWT;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.debug.model.NodeTarget;

/**
 * Holds a frame selected in the Debug view until the user selects something else. The view may not have the frame yet when
 * it is to be selected, and the platform selects any node that stands as soon as it has made the node's place in the view,
 * which may be later. UI thread only.
 */
final class FrameSelection implements IViewerUpdateListener {
	private final TreeModelViewer viewer;
	/** Null when the selection is left alone. */
	private IStackFrame held;

	FrameSelection(TreeModelViewer viewer) {
		this.viewer = viewer;
		viewer.addViewerUpdateListener(this);
		viewer.addSelectionChangedListener(event -> {
			if (!event.getSelection().isEmpty())
				checkSoon();
		});
		viewer.getControl().addListener(SWT.Selection, event -> release()); // which only users cause
	}

	boolean isIn(TreeModelViewer other) {
		return viewer == other;
	}

	/** Selects a frame of a node, and does so again when it is not selected any more though the user did not select another one. */
	void hold(IStackFrame frame) {
		held = frame;
		select();
	}

	/** Leaves the selection to others. */
	void release() {
		held = null;
	}

	@Override
	public void viewerUpdatesComplete() {
		checkSoon();
	}

	/** Not at once: the viewer is at work. */
	private void checkSoon() {
		if (isLost())
			viewer.getControl().getDisplay().asyncExec(() -> {
				if (!viewer.getControl().isDisposed() && isLost())
					select();
			});
	}

	private boolean isLost() {
		return held != null && held.isSuspended() && !isSelected();
	}

	private boolean isSelected() {
		return viewer.getSelection() instanceof ITreeSelection selection && selection.size() == 1
				&& selection.getFirstElement() == held;
	}

	private void select() {
		if (held.getLaunch() instanceof ClusterLaunch launch && held.getDebugTarget() instanceof NodeTarget target)
			viewer.updateViewer(delta(launch, target));
	}

	/** The way from the Debug view's root to the frame. */
	private IModelDelta delta(ClusterLaunch launch, NodeTarget target) {
		ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
		List<?> launches = Arrays.asList(manager.getLaunches());
		List<?> targets = Arrays.asList(launch.getChildren());
		ModelDelta root = new ModelDelta(manager, IModelDelta.NO_CHANGE);
		root.addNode(launch, launches.indexOf(launch), IModelDelta.EXPAND, targets.size())
				.addNode(target, targets.indexOf(target), IModelDelta.EXPAND, -1)
				.addNode(held.getThread(), 0, IModelDelta.EXPAND, -1)
				.addNode(held, 0, IModelDelta.SELECT | IModelDelta.REVEAL | IModelDelta.FORCE, 0);
		return root;
	}

	@Override
	public void viewerUpdatesBegin() {
		// only their end matters
	}

	@Override
	public void updateStarted(IViewerUpdate update) {
		// only the end of all matters
	}

	@Override
	public void updateComplete(IViewerUpdate update) {
		// only the end of all matters
	}
}
