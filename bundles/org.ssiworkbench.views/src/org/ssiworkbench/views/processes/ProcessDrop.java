package org.ssiworkbench.views.processes;

import java.util.List;

import org.eclipse.jface.util.LocalSelectionTransfer;
import org.eclipse.jface.viewers.ColumnViewer;
import org.eclipse.jface.viewers.ViewerDropAdapter;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.dnd.TransferData;
import org.ssiworkbench.debug.session.ClusterNode;

/** Lets processes be dropped on nodes: they are moved there. */
public final class ProcessDrop extends ViewerDropAdapter {

	private ProcessDrop(ColumnViewer nodes) {
		super(nodes);
		setFeedbackEnabled(false);
	}

	/** Makes the nodes of a viewer places to drop processes on. UI thread only. */
	public static void install(ColumnViewer nodes) {
		nodes.addDropSupport(DND.DROP_MOVE, new Transfer[] { LocalSelectionTransfer.getTransfer() }, new ProcessDrop(nodes));
	}

	private static List<ClusterProcess> dragged() {
		return ProcessRequests.selected(LocalSelectionTransfer.getTransfer().getSelection());
	}

	@Override
	public boolean validateDrop(Object target, int operation, TransferData type) {
		List<ClusterProcess> processes = dragged();
		return target instanceof ClusterNode node && !processes.isEmpty()
				&& processes.stream().allMatch(process -> process.session() == node.session())
				&& node.status().filter(status -> "UP".equals(status.state())).isPresent(); //$NON-NLS-1$
	}

	@Override
	public boolean performDrop(Object data) {
		ProcessRequests.migrate(dragged(), ((ClusterNode) getCurrentTarget()).number());
		return true;
	}
}
