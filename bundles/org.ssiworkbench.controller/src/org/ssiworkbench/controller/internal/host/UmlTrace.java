package org.ssiworkbench.controller.internal.host;

import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceFollower;
import org.ssiworkbench.trace.TraceWriter;

/** Keeps a UML cluster's trace written to disk, and reads from it the transitions that nodes recorded. */
final class UmlTrace {
	private static final int PERIOD_MS = 50;
	private static final int BATCH = 10_000;

	private final TraceWriter writer;
	private final TraceFollower follower;
	private final BiConsumer<Integer, Transition> transitions;
	private final BiConsumer<String, String> messages;
	private final ScheduledExecutorService thread = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("trace").factory());
	private boolean failed;

	/** {@code transitions} and {@code messages} (level and text) are called on a thread of the trace's own. */
	UmlTrace(TraceWriter writer, BiConsumer<Integer, Transition> transitions, BiConsumer<String, String> messages)
			throws IOException {
		this.writer = writer;
		this.follower = TraceFollower.open(writer.folder(), EnumSet.of(EventKind.CLMS_TRANSITION));
		this.transitions = transitions;
		this.messages = messages;
	}

	void start() {
		thread.scheduleWithFixedDelay(this::pass, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
	}

	/** Stops following; the trace is closed. */
	void close() throws IOException, InterruptedException {
		thread.shutdown();
		thread.awaitTermination(1, TimeUnit.SECONDS);
		writer.close();
	}

	private void pass() {
		try {
			writer.flush();
			for (var events = follower.poll(BATCH); !events.isEmpty(); events = follower.poll(BATCH))
				events.stream().filter(event -> event.node() != 0)
						.forEach(event -> transitions.accept(event.node(), transition(event)));
			failed = false;
		} catch (IOException e) {
			report(e);
		}
	}

	/** Once, not twenty times a second. */
	private void report(IOException e) {
		if (!failed)
			messages.accept("error", "the trace in " + writer.folder() + " cannot be written or read: " + e.getMessage());
		failed = true;
	}

	private static Transition transition(TraceEvent event) {
		return new Transition(event.integer("transid"), event.time(), (int) event.integer("subject"),
				NodeState.valueOf(event.text("from")), NodeState.valueOf(event.text("to")), event.text("reason"));
	}
}
