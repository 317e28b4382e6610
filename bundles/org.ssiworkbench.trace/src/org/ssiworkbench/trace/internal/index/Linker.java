package org.ssiworkbench.trace.internal.index;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Ids;

/**
 * Finds for each new row the one that led to it: for a receive its send, for anything else the receive of the message
 * that was being handled. How long messages are remembered for that, {@link MessageRows} says.
 */
final class Linker {
	private static final byte OTHER = 0;
	private static final byte SEND = 1;
	private static final byte RECEIVE = 2;

	private final Links links;
	/** By type. */
	private final byte[] roles;
	private final MessageRows messages = new MessageRows();

	Linker(Links links, TypeTable types) {
		this.links = links;
		roles = new byte[types.types().size()];
		for (int type = 0; type < roles.length; type++)
			roles[type] = role(types.types().get(type).kind());
	}

	/** Links the events of a run, which are the rows from {@code first} on. */
	void link(int first, EventRun run) {
		char[] types = run.chars[Slot.TYPE.index];
		long[] ids = run.longs[Slot.ID.index];
		long[] causes = run.longs[Slot.CAUSE.index];
		long handled = 0;
		int handling = -1;
		for (int i = 0; i < run.count; i++) {
			if (roles[types[i]] == RECEIVE) {
				links.add(first + i, messages.received(ids[i], first + i));
				handled = ids[i];
				handling = first + i;
				continue;
			}
			if (causes[i] != handled) {
				handled = causes[i];
				handling = handled == 0 || Ids.isTimer(handled) ? -1 : messages.receiveOf(handled);
			}
			links.add(first + i, handling);
			if (roles[types[i]] == SEND)
				send(first + i, ids[i]);
		}
	}

	/** Remembers the messages of rows that are linked already. */
	void remember(int first, EventRun run) {
		for (int i = 0; i < run.count; i++)
			switch (roles[run.chars[Slot.TYPE.index][i]]) {
			case SEND -> messages.sent(run.longs[Slot.ID.index][i], first + i);
			case RECEIVE -> messages.received(run.longs[Slot.ID.index][i], first + i);
			default -> {
				continue; // is no message
			}
			}
	}

	/** Undoes the links of the last rows, which are those from {@code first} on and have the events of a run. */
	void takeBack(int first, EventRun run) {
		links.unlink(first, first + run.count);
		for (int i = 0; i < run.count; i++)
			switch (roles[run.chars[Slot.TYPE.index][i]]) {
			case SEND -> messages.forgetSent(run.longs[Slot.ID.index][i]);
			case RECEIVE -> messages.forgetReceived(run.longs[Slot.ID.index][i]);
			default -> {
				continue; // is no message
			}
			}
	}

	/** At equal times the receive of a lower-numbered node comes before the send. */
	private void send(int row, long message) {
		int receive = messages.sent(message, row);
		if (receive >= 0)
			links.link(receive, row);
	}

	private static byte role(EventKind kind) {
		return kind == EventKind.ICS_SEND ? SEND : kind == EventKind.ICS_RECV ? RECEIVE : OTHER;
	}
}
