package org.ssiworkbench.controller.cli;

import java.util.function.Predicate;

import org.ssiworkbench.controller.protocol.ControllerClient;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterStatus;
import org.ssiworkbench.controller.protocol.ControllerService.NodeStatus;

/** Waits until a cluster's status is as wanted. */
final class StatusWatch implements ControllerClient {
	private static final long LIMIT_MS = 60_000;

	private ClusterStatus last;
	private String lastMessage = "";
	private boolean ended;

	@Override
	public synchronized void changed(ClusterStatus status) {
		last = status;
		notifyAll();
	}

	@Override
	public synchronized void message(Message message) {
		lastMessage = message.text();
	}

	@Override
	public synchronized void ended(Message reason) {
		ended = true;
		lastMessage = reason.text();
		notifyAll();
	}

	/** {@code wanted} is evaluated at each change; {@code what} says it in words. */
	synchronized void await(String what, Predicate<ClusterStatus> wanted) throws InterruptedException {
		long end = System.currentTimeMillis() + LIMIT_MS;
		while (last == null || !wanted.test(last)) {
			long left = end - System.currentTimeMillis();
			if (ended || left <= 0)
				throw new CommandException("did not come to this within " + LIMIT_MS / 1000 + " s: " + what
						+ (lastMessage.isEmpty() ? "" : "; last heard: " + lastMessage)
						+ "; the consoles and the trace of the nodes tell more");
			wait(left);
		}
	}

	synchronized ClusterStatus last() {
		return last;
	}

	/** A node's state at the last change. */
	synchronized String state(int number) {
		return last.nodes().stream().filter(node -> node.number() == number).map(NodeStatus::state).findFirst().orElse("");
	}
}
