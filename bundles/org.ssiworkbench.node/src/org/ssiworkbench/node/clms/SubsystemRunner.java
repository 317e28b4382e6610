package org.ssiworkbench.node.clms;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.node.internal.NodeContext;

/** Runs the subsystems' nodeup and nodedown routines: one event after the other, each through all subsystems in order. */
final class SubsystemRunner {
	private final NodeContext context;
	private final List<Subsystem> subsystems = new ArrayList<>();
	private final ArrayDeque<Event> events = new ArrayDeque<>();
	private boolean busy;

	/** {@code node} 0 is a mark that only tells when everything before it is done. */
	private record Event(int node, boolean up, Runnable done) {
	}

	SubsystemRunner(NodeContext context) {
		this.context = context;
	}

	void register(Subsystem subsystem) {
		if (subsystems.size() == Clms.MAX_SUBSYSTEMS)
			throw new IllegalStateException("at most " + Clms.MAX_SUBSYSTEMS + " subsystems can be registered");
		subsystems.add(subsystem);
	}

	void nodeUp(int node, Runnable done) {
		add(new Event(node, true, done));
	}

	void nodeDown(int node, Runnable done) {
		add(new Event(node, false, done));
	}

	/** Runs {@code done} after all that was asked for before. */
	void afterAll(Runnable done) {
		add(new Event(0, false, done));
	}

	private void add(Event event) {
		events.add(event);
		if (!busy) {
			busy = true;
			context.defer(this::next);
		}
	}

	private void next() {
		Event event = events.poll();
		busy = event != null;
		if (busy)
			run(event, 0);
	}

	private void run(Event event, int index) {
		if (event.node() == 0 || index == subsystems.size()) {
			event.done().run();
			context.defer(this::next);
			return;
		}
		Runnable following = () -> context.defer(() -> run(event, index + 1));
		if (event.up())
			subsystems.get(index).nodeUp(event.node(), following);
		else
			subsystems.get(index).nodeDown(event.node(), following);
	}
}
