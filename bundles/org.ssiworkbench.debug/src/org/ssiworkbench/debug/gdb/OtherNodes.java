package org.ssiworkbench.debug.gdb;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.ssiworkbench.controller.protocol.ControllerService.NodeList;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;
import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.Replies;

/**
 * The other nodes of a cluster while the kernel of one stands under gdb: they are stopped too, or they would find it down. Those
 * that stood already are left alone. Returns at once; thread-safe.
 */
public final class OtherNodes {
	/** For a kernel that is no node of ours. */
	public static final OtherNodes NONE = new OtherNodes(null, 0);

	private final ClusterSession session;
	private final int node;
	private CompletableFuture<List<Integer>> stopped = CompletableFuture.completedFuture(List.of());

	private OtherNodes(ClusterSession session, int node) {
		this.session = session;
		this.node = node;
	}

	/** The other nodes of a node's cluster. */
	public static OtherNodes of(ClusterNode node) {
		return new OtherNodes(node.session(), node.number());
	}

	private boolean isOpen() {
		return session != null && session.isOpen();
	}

	/** Stops them; {@code problem} is told why that cannot be done. */
	synchronized void stand(Consumer<String> problem) {
		if (isOpen())
			stopped = stopped.thenCompose(before -> before.isEmpty() ? stop(problem) : CompletableFuture.completedFuture(before));
	}

	private CompletableFuture<List<Integer>> stop(Consumer<String> problem) {
		return session.debug().state().thenCompose(this::stop).exceptionally(fault -> {
			problem.accept("The other nodes could not be suspended: " + Replies.sentence(fault) + " They will find node " + node + " down.\n");
			return List.of();
		});
	}

	private CompletableFuture<List<Integer>> stop(DebugState state) {
		List<Integer> run = session.status().nodes().stream().filter(ClusterNode::runs).map(status -> status.number())
				.filter(number -> number != node && !state.suspended().contains(number)).toList();
		if (run.isEmpty() || state.state().equals("suspended"))
			return CompletableFuture.completedFuture(List.of());
		return session.debug().suspend(new NodeList(run)).thenApply(done -> run);
	}

	/** Lets those run that were stopped here. */
	synchronized void goOn() {
		if (isOpen())
			stopped = stopped.thenCompose(nodes -> nodes.isEmpty() ? CompletableFuture.completedFuture(null)
					: session.debug().resume(new NodeList(nodes))).handle((done, fault) -> List.of());
	}
}
