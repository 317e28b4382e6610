package org.ssiworkbench.simulator.stepping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.ssiworkbench.simulator.SimulationEvent;

/**
 * Moves a history from stop to stop. A stop lies between two steps: the last one is what the debugger shows. A motion is
 * begun and then run in slices, so that whoever owns the thread can do other things meanwhile. Confined to one thread.
 */
public final class Stepper {
	private static final int MAX_FRAMES = 64;

	/** Why a motion has ended. */
	public enum Stop {
		/** It is where it was to go. */
		DONE,
		/** A breakpoint was hit. */
		BREAKPOINT,
		/** Nothing is to come, or going back there is nothing before. */
		NOTHING_MORE
	}

	/** A motion under way. */
	private interface Progress {
		Stop run(long steps, long time);
	}

	private final History history;
	private Watch watch = Watch.NOTHING;
	private Progress progress = (steps, time) -> Stop.DONE;

	/** For one history. */
	public Stepper(History history) {
		this.history = history;
	}

	/** What it moves. */
	public History history() {
		return history;
	}

	/** Stops at what this looks for, from now on. */
	public void watch(Watch newWatch) {
		watch = newWatch;
		history.watch(newWatch);
	}

	/** Begins a motion, in place of the one that is under way. {@link IllegalStateException} says why it is not possible here. */
	public void begin(Motion motion) {
		progress = switch (motion) {
		case Motion.Resume resume -> forward(() -> false, Long.MAX_VALUE);
		case Motion.Over over -> forward(() -> handledBy(over.node()), Long.MAX_VALUE);
		case Motion.Into into -> forward(arrivalAfter(into.message()), Long.MAX_VALUE);
		case Motion.Return out -> forward(endOf(request()), Long.MAX_VALUE);
		case Motion.Until to -> forward(() -> false, to.time());
		case Motion.Back back -> back(back.node());
		case Motion.ReverseResume back -> reverse();
		};
	}

	/**
	 * Goes on with the motion.
	 *
	 * @param steps to take at most
	 * @param time to go to at most, in ns
	 * @return why the motion has ended; null when it has not
	 */
	public Stop run(long steps, long time) {
		return progress.run(steps, time);
	}

	private Progress forward(BooleanSupplier arrived, long until) {
		return (steps, time) -> {
			for (long left = steps; left > 0; left--) {
				long next = history.nextTime();
				if (next > time && time < until)
					return null;
				if (next > until)
					return Stop.DONE;
				if (next == Long.MAX_VALUE)
					return Stop.NOTHING_MORE;
				if (next > time)
					return null;
				history.step();
				if (watch.takeHit())
					return Stop.BREAKPOINT;
				if (arrived.getAsBoolean())
					return Stop.DONE;
			}
			return null;
		};
	}

	private Progress back(int node) {
		return (steps, time) -> {
			long before = history.before(history.position() - 1, node);
			if (before < 0)
				return Stop.NOTHING_MORE;
			history.goTo(before + 1);
			return Stop.DONE;
		};
	}

	private boolean handledBy(int node) {
		int handler = history.simulation().handler();
		return node == 0 ? handler != 0 : handler == node;
	}

	private Progress reverse() {
		ReverseSearch search = new ReverseSearch(history, watch);
		return (steps, time) -> search.run(steps);
	}

	/** Where there is nothing to step into, stepping into is stepping over. */
	private BooleanSupplier arrivalAfter(long message) {
		Set<Long> sent = sentMessages(message);
		if (!sent.isEmpty())
			return arrivalOf(sent);
		if (message != 0)
			throw new IllegalStateException("the last event did not send the message " + message + ", so that cannot be followed");
		int node = history.position() == 0 ? 0 : history.last().node();
		return () -> handledBy(node);
	}

	/** Numbers of the messages on their way that the last step sent. */
	private Set<Long> sentMessages(long message) {
		long step = history.position() - 1;
		Set<Long> sent = new HashSet<>();
		for (SimulationEvent event : history.simulation().upcoming())
			if (event.madeBy() == step && event.isMessage() && (message == 0 || event.id() == message))
				sent.add(event.order());
		return sent;
	}

	private BooleanSupplier arrivalOf(Set<Long> orders) {
		return () -> orders.contains(history.simulation().last().order());
	}

	/** The step that was the arrival of the request on whose behalf the last step was. */
	private Step request() {
		for (Step frame : frames(history.last()))
			if (frame.isRequest())
				return frame;
		throw new IllegalStateException("the last event does not serve an RPC, so there is no reply to step to");
	}

	/** The caller has the reply, or has ended. */
	private BooleanSupplier endOf(Step request) {
		return () -> history.ended(request.id()) || !history.simulation().running(request.peer());
	}

	/**
	 * What led to a step, which comes first: each was made by the one behind it. The chain ends at a command, and at a
	 * timer that only a timer set. Empty for null.
	 */
	public List<Step> frames(Step of) {
		List<Step> frames = new ArrayList<>();
		for (Step step = of; step != null && frames.size() < MAX_FRAMES; step = history.at(step.madeBy())) {
			boolean repeated = step.kind() == SimulationEvent.Kind.TIMER && !frames.isEmpty()
					&& frames.getLast().kind() == SimulationEvent.Kind.TIMER;
			if (repeated)
				break;
			frames.add(step);
		}
		return frames;
	}
}
