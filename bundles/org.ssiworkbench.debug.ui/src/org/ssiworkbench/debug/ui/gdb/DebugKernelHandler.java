package org.ssiworkbench.debug.ui.gdb;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.handlers.HandlerUtil;
import org.ssiworkbench.debug.gdb.KernelAttach;
import org.ssiworkbench.debug.gdb.UmlTarget;
import org.ssiworkbench.debug.session.ClusterNode;

/** Attaches gdb to the kernels of the selected nodes, or to selected kernels that are no nodes. */
public final class DebugKernelHandler extends AbstractHandler {
	@Override
	public Object execute(ExecutionEvent event) {
		for (Object selected : HandlerUtil.getCurrentStructuredSelection(event))
			begin(selected);
		return null;
	}

	private static void begin(Object selected) {
		ClusterNode node = Adapters.adapt(selected, ClusterNode.class);
		if (selected instanceof UmlTarget kernel)
			schedule(kernel.kernel().name(), monitor -> kernel.debug());
		else if (node != null)
			schedule("node " + node.number(), monitor -> KernelAttach.debug(node, monitor)); //$NON-NLS-1$
	}

	private static void schedule(String label, ICoreRunnable work) {
		Job job = Job.create(Messages.bind(Messages.DebugKernelHandler_job, label), work);
		job.setUser(true);
		job.schedule();
	}
}
