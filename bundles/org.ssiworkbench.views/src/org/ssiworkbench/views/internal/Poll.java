package org.ssiworkbench.views.internal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.Replies;

/**
 * Asks a cluster for a list, once a second as long as somebody looks. One request at a time: a slow cluster is asked less
 * often. Thread-safe; the listener is called on any thread but that of the user interface.
 *
 * @param <T> what the list is of
 */
final class Poll<T> {
	private static final int PERIOD_MS = 1000;

	private final ClusterSession session;
	private final Function<ClusterSession, CompletableFuture<List<T>>> question;
	private final BooleanSupplier looking;
	private final Runnable changed;
	private volatile List<T> answer = List.of();
	private volatile String fault;
	private volatile boolean ended;

	/** {@code looking} says whether an answer would be seen; it is asked on any thread. */
	Poll(ClusterSession session, Function<ClusterSession, CompletableFuture<List<T>>> question, BooleanSupplier looking,
			Runnable changed) {
		this.session = session;
		this.question = question;
		this.looking = looking;
		this.changed = changed;
	}

	Poll<T> start() {
		CompletableFuture.runAsync(this::ask);
		return this;
	}

	void stop() {
		ended = true;
	}

	/** What was told last; nothing once the cluster has ended. */
	List<T> answer() {
		return session.isOpen() ? answer : List.of();
	}

	/** Why it is not up to date; null when it is. */
	String fault() {
		return fault;
	}

	private void ask() {
		if (ended || !session.isOpen())
			return;
		if (looking.getAsBoolean())
			question.apply(session).whenComplete(this::answered).whenComplete((list, problem) -> askLater());
		else
			askLater();
	}

	private void askLater() {
		CompletableFuture.delayedExecutor(PERIOD_MS, TimeUnit.MILLISECONDS).execute(this::ask);
	}

	private void answered(List<T> list, Throwable problem) {
		fault = problem == null ? null : Replies.sentence(problem);
		if (problem == null)
			answer = list;
		changed.run();
	}
}
