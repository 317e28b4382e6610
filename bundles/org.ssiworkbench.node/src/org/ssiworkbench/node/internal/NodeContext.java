package org.ssiworkbench.node.internal;

import java.util.ArrayDeque;
import java.util.TreeMap;

import org.ssiworkbench.node.NodeConfig;
import org.ssiworkbench.node.NodeHost;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Ids;

/** What all parts of one node share: its host, its timers, ids, and the message or timer that is being handled. */
public final class NodeContext {
	private static final int INCARNATION_SHIFT = 32;

	public final NodeConfig config;
	public final NodeHost host;
	private final TreeMap<Long, Runnable> timers = new TreeMap<>();
	private final ArrayDeque<Runnable> deferred = new ArrayDeque<>();
	private long messages;
	private long timersMade;
	private long cause;
	private boolean halted;

	public NodeContext(NodeConfig config, NodeHost host) {
		this.config = config;
		this.host = host;
		// A reboot starts a new range, so that an id is never given twice in a trace.
		messages = (long) config.incarnation() << INCARNATION_SHIFT;
		timersMade = messages;
	}

	public int number() {
		return config.number();
	}

	public long now() {
		return host.now();
	}

	public long nextMessage() {
		return Ids.message(config.number(), ++messages);
	}

	/** Runs {@code action} after {@code delay} ns, with the timer as its cause. Returns the id to cancel it with. */
	public long after(long delay, Runnable action) {
		long id = Ids.timer(config.number(), ++timersMade);
		timers.put(id, action);
		host.setTimer(id, host.now() + delay);
		return id;
	}

	/** Forgets a timer; 0 and timers that have run are ignored. */
	public void cancel(long id) {
		if (timers.remove(id) != null)
			host.cancelTimer(id);
	}

	/** Runs the timer's action, unless it was cancelled. */
	public void fire(long id) {
		Runnable action = timers.remove(id);
		if (action != null)
			handle(id, action);
	}

	/** Handles one message or timer: everything traced or sent meanwhile names it as its cause. */
	public void handle(long id, Runnable action) {
		cause = id;
		if (!halted)
			action.run();
		for (Runnable next = deferred.poll(); next != null; next = deferred.poll())
			if (!halted)
				next.run();
		cause = 0;
	}

	/** Runs {@code action} at the end of the present handler, with its cause. */
	public void defer(Runnable action) {
		deferred.add(action);
	}

	/** Names the message that the present handler turned out to be about. */
	public void setCause(long id) {
		cause = id;
	}

	public void trace(EventKind kind, Object... values) {
		host.trace(kind, cause, values);
	}

	public void log(String level, String text) {
		trace(EventKind.LOG, level, text);
	}

	public boolean halted() {
		return halted;
	}

	/** Ends this node: nothing is handled any more. */
	public void halt(String reason) {
		if (halted)
			return;
		log("error", "halt: " + reason);
		halted = true;
		host.halt(reason);
	}
}
