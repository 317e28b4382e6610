package org.ssiworkbench.controller.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.ssiworkbench.controller.protocol.ControllerClient;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterStatus;
import org.ssiworkbench.controller.protocol.ControllerService.NodeStatus;
import org.ssiworkbench.controller.protocol.ControllerService.TransitionInfo;

/** A client that keeps what it is told. */
final class TestClient implements ControllerClient {
	private static final long LIMIT_MS = 30_000;

	private final List<TransitionInfo> transitions = new ArrayList<>();
	private ClusterStatus status;
	private Message end;

	@Override
	public synchronized void changed(ClusterStatus news) {
		status = news;
		notifyAll();
	}

	@Override
	public synchronized void transition(TransitionInfo news) {
		transitions.add(news);
	}

	@Override
	public synchronized void ended(Message reason) {
		end = reason;
		notifyAll();
	}

	synchronized List<TransitionInfo> transitions() {
		return List.copyOf(transitions);
	}

	synchronized ClusterStatus await(Predicate<ClusterStatus> wanted) throws InterruptedException {
		long limit = System.currentTimeMillis() + LIMIT_MS;
		while (status == null || !wanted.test(status)) {
			long left = limit - System.currentTimeMillis();
			if (left <= 0)
				throw new AssertionError("the status was not as wanted in time: " + status);
			wait(left);
		}
		return status;
	}

	synchronized Message awaitEnd() throws InterruptedException {
		long limit = System.currentTimeMillis() + LIMIT_MS;
		while (end == null && System.currentTimeMillis() < limit)
			wait(LIMIT_MS);
		return end;
	}

	static Predicate<ClusterStatus> node(int number, String state) {
		return status -> status.nodes().stream().anyMatch(node -> node.number() == number && node.state().equals(state));
	}

	static boolean allUp(ClusterStatus status) {
		return status.nodes().stream().map(NodeStatus::state).allMatch("UP"::equals);
	}
}
