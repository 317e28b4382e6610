package org.ssiworkbench.views.processes;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.ssiworkbench.controller.protocol.ControllerService.ProcessStatus;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.Replies;

/**
 * Asks a cluster for its processes, once a second as long as somebody looks. One request at a time: a slow cluster is
 * asked less often. Thread-safe; the listener is called on any thread but that of the user interface.
 */
final class ProcessPoll {
	private static final int PERIOD_MS = 1000;

	private final ClusterSession session;
	private final BooleanSupplier looking;
	private final Runnable changed;
	private volatile List<ClusterProcess> processes = List.of();
	private volatile String fault;
	private volatile boolean ended;

	/** {@code looking} says whether an answer would be seen; it is asked on any thread. */
	ProcessPoll(ClusterSession session, BooleanSupplier looking, Runnable changed) {
		this.session = session;
		this.looking = looking;
		this.changed = changed;
	}

	ProcessPoll start() {
		CompletableFuture.runAsync(this::ask);
		return this;
	}

	void stop() {
		ended = true;
	}

	/** The processes as they were last told; none once the cluster has ended. */
	List<ClusterProcess> processes() {
		return session.isOpen() ? processes : List.of();
	}

	/** Why they are not up to date; null when they are. */
	String fault() {
		return fault;
	}

	private void ask() {
		if (ended || !session.isOpen())
			return;
		if (looking.getAsBoolean())
			session.processes().whenComplete(this::answer).whenComplete((list, problem) -> askLater());
		else
			askLater();
	}

	private void askLater() {
		CompletableFuture.delayedExecutor(PERIOD_MS, TimeUnit.MILLISECONDS).execute(this::ask);
	}

	private void answer(List<ProcessStatus> answer, Throwable problem) {
		fault = problem == null ? null : Replies.sentence(problem);
		if (problem == null)
			processes = answer.stream().map(info -> new ClusterProcess(session, info)).toList();
		changed.run();
	}
}
