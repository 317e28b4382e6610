package org.ssiworkbench.trace.internal.index;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Ids;

/**
 * Finds for each new row the one that led to it: for a receive its send, for anything else the receive of the message
 * that was being handled. Remembers the last half to one million messages; what comes later than that is not linked.
 */
final class Linker {
	private final Links links;
	private final EventKind[] kinds;
	private final IdMap sends = new IdMap();
	private final IdMap receives = new IdMap();
	private long lastCause;
	private int lastCauseRow;

	Linker(Links links, TypeTable types) {
		this.links = links;
		kinds = types.types().stream().map(type -> type.kind()).toArray(EventKind[]::new);
	}

	/** Links the events of a run, which are the rows from {@code first} on. */
	void link(int first, EventRun run) {
		lastCause = 0;
		lastCauseRow = -1;
		for (int i = 0; i < run.count; i++) {
			EventKind kind = kinds[run.chars[Slot.TYPE.index][i]];
			if (kind == EventKind.ICS_RECV)
				receive(first + i, run.longs[Slot.ID.index][i]);
			else {
				links.link(first + i, handling(run.longs[Slot.CAUSE.index][i]));
				if (kind == EventKind.ICS_SEND)
					send(first, i, run);
			}
		}
	}

	/** Remembers the messages of rows that are linked already. */
	void remember(int first, EventRun run) {
		for (int i = 0; i < run.count; i++) {
			EventKind kind = kinds[run.chars[Slot.TYPE.index][i]];
			if (kind == EventKind.ICS_RECV)
				receives.put(run.longs[Slot.ID.index][i], first + i);
			else if (kind == EventKind.ICS_SEND)
				sends.put(run.longs[Slot.ID.index][i], first + i);
		}
	}

	private void receive(int row, long message) {
		links.link(row, sends.get(message));
		receives.put(message, row);
		if (message == lastCause)
			lastCause = 0;
	}

	private void send(int first, int event, EventRun run) {
		long message = run.longs[Slot.ID.index][event];
		sends.put(message, first + event);
		linkEarlierReceive(first, event, run, message);
	}

	/** At equal times the receive of a lower-numbered node comes before the send. */
	private void linkEarlierReceive(int first, int send, EventRun run, long message) {
		long[] times = run.times();
		for (int i = send - 1; i >= 0 && times[i] == times[send]; i--)
			if (kinds[run.chars[Slot.TYPE.index][i]] == EventKind.ICS_RECV && run.longs[Slot.ID.index][i] == message)
				links.link(first + i, first + send);
	}

	private int handling(long cause) {
		if (cause == 0 || Ids.isTimer(cause))
			return -1;
		if (cause != lastCause) {
			lastCause = cause;
			lastCauseRow = receives.get(cause);
		}
		return lastCauseRow;
	}
}
