package org.ssiworkbench.trace.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceEvents;
import org.ssiworkbench.trace.TraceReader;

/** Pairs the sends of a trace with its receives. */
public final class Messages {
	/** A message that has not arrived by then, with the trace going on, counts as lost. In ns. */
	static final long LOST_AFTER = 1_000_000_000L;

	private static final Set<EventKind> KINDS = EnumSet.of(EventKind.ICS_SEND, EventKind.ICS_RECV, EventKind.ICS_REMOTE_DOWN);

	/** From a node to a node. */
	private record Way(int from, int to) {
	}

	private final List<Message> messages = new ArrayList<>();
	private final Map<Long, TraceEvent> sends = new HashMap<>();
	private final Map<Long, TraceEvent> earlyReceives = new HashMap<>();
	private final Map<Way, Long> cutOff = new HashMap<>();
	private long end;

	private Messages() {
	}

	/** All messages of a trace by time, then id. */
	public static List<Message> of(TraceReader trace) {
		Messages pairs = new Messages();
		TraceEvents events = trace.events(KINDS);
		while (events.hasNext())
			pairs.add(events.next());
		return pairs.finish();
	}

	private void add(TraceEvent event) {
		end = event.time();
		switch (event.kind()) {
			case ICS_SEND -> send(event);
			case ICS_RECV -> receive(event);
			default -> cutOff.put(new Way(event.node(), (int) event.integer("peer")), event.time());
		}
	}

	private void send(TraceEvent send) {
		TraceEvent receive = earlyReceives.remove(send.integer("msg"));
		if (receive == null)
			sends.put(send.integer("msg"), send);
		else
			messages.add(delivered(send, receive.time()));
	}

	/** With equal times a receive may come before its send in the order of nodes. */
	private void receive(TraceEvent receive) {
		TraceEvent send = sends.remove(receive.integer("msg"));
		if (send == null)
			earlyReceives.put(receive.integer("msg"), receive);
		else
			messages.add(delivered(send, receive.time()));
	}

	private List<Message> finish() {
		for (TraceEvent send : sends.values())
			messages.add(message(send, send.node(), peer(send), send.time(), Message.UNKNOWN, fate(send)));
		for (TraceEvent receive : earlyReceives.values())
			messages.add(message(receive, peer(receive), receive.node(), Message.UNKNOWN, receive.time(), Message.State.DELIVERED));
		messages.sort(Comparator.comparingLong(Message::time).thenComparingLong(Message::id));
		return messages;
	}

	private Message.State fate(TraceEvent send) {
		long cut = cutOff.getOrDefault(new Way(send.node(), peer(send)), Long.MIN_VALUE);
		boolean lost = cut >= send.time() || end - send.time() > LOST_AFTER;
		return lost ? Message.State.LOST : Message.State.IN_FLIGHT;
	}

	private static Message delivered(TraceEvent send, long received) {
		return message(send, send.node(), peer(send), send.time(), received, Message.State.DELIVERED);
	}

	private static Message message(TraceEvent event, int from, int to, long sent, long received, Message.State state) {
		return new Message(event.integer("msg"), from, to, event.integer("channel"), event.text("form"),
				event.text("service"), event.text("operation"), event.integer("request"), event.integer("priority"),
				event.integer("inline"), event.integer("ool"), sent, received, state);
	}

	private static int peer(TraceEvent event) {
		return (int) event.integer("peer");
	}
}
