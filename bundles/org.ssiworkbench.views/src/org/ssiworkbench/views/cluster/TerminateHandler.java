package org.ssiworkbench.views.cluster;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.handlers.HandlerUtil;
import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.ClusterSessions;
import org.ssiworkbench.debug.session.Replies;

/** Ends the clusters of the selected nodes; with none selected the only cluster, or all of them after a question. */
public final class TerminateHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) {
		Set<ClusterSession> clusters = selected(event);
		if (clusters.isEmpty()) {
			clusters = Set.copyOf(ClusterSessions.open());
			if (clusters.size() > 1 && !confirmAll(event, clusters.size()))
				return null;
		}
		clusters.forEach(TerminateHandler::terminate);
		return null;
	}

	private static Set<ClusterSession> selected(ExecutionEvent event) {
		return Stream.of(HandlerUtil.getCurrentStructuredSelection(event).toArray())
				.map(element -> Adapters.adapt(element, ClusterNode.class)).filter(node -> node != null && node.session().isOpen())
				.map(ClusterNode::session).collect(Collectors.toSet());
	}

	private static boolean confirmAll(ExecutionEvent event, int count) {
		return MessageDialog.openQuestion(HandlerUtil.getActiveShell(event), Messages.terminateTitle,
				NLS.bind(Messages.terminateAll, count));
	}

	private static void terminate(ClusterSession cluster) {
		NodeRequest.schedule(NLS.bind(Messages.terminateJob, cluster.info().name()),
				monitor -> Replies.await(cluster.terminate(), monitor));
	}
}
