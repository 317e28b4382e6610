package org.ssiworkbench.views.cluster;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.Replies;

/** Asks clusters for something in a job of the user, so that it is seen in the Progress view and its refusal in a dialog. */
final class NodeRequest {
	private NodeRequest() {
	}

	/** A request about some nodes of one cluster. */
	interface OfNodes {
		CompletableFuture<Void> ask(ClusterSession session, List<Integer> nodes);
	}

	/** Asks each of the nodes' clusters; {@code title} has a place for the nodes' numbers. */
	static void schedule(String title, Collection<ClusterNode> nodes, OfNodes request) {
		String numbers = nodes.stream().map(node -> String.valueOf(node.number())).collect(Collectors.joining(", ")); //$NON-NLS-1$
		schedule(NLS.bind(title, numbers), monitor -> {
			var clusters = nodes.stream().collect(Collectors.groupingBy(ClusterNode::session)).entrySet();
			SubMonitor progress = SubMonitor.convert(monitor, clusters.size());
			for (var cluster : clusters)
				Replies.await(request.ask(cluster.getKey(), cluster.getValue().stream().map(ClusterNode::number).toList()),
						progress.split(1));
		});
	}

	static void schedule(String title, ICoreRunnable request) {
		Job job = Job.create(title, request);
		job.setUser(true);
		job.schedule();
	}
}
