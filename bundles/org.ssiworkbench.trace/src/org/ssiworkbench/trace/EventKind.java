package org.ssiworkbench.trace;

import static org.ssiworkbench.trace.Field.integer;
import static org.ssiworkbench.trace.Field.text;

import java.util.List;
import java.util.Locale;

/**
 * What a trace event is about, with the fields it carries besides its time, node and cause. Field names and order are
 * the trace's format: the CTF metadata is written from here, and a recorder gives its values in this order.
 */
public enum EventKind {
	/** A state change of node {@code subject} became known to the recording node. {@code transid} is the cluster's id of it. */
	CLMS_TRANSITION(integer("transid"), integer("subject"), text("from"), text("to"), text("reason")),
	/** The recording node's whole view after a change: {@code members} reads {@code "1=UP 2=UP 3=DOWN"}. */
	CLMS_VIEW(integer("transid"), integer("master"), text("members")),
	/** {@code missed} imalive messages of {@code subject} in a row did not come; at {@code limit} it is declared down. */
	IMALIVE_MISSED(integer("subject"), integer("missed"), integer("limit")),
	/**
	 * A message left. {@code msg} is its id, {@code form} one of rpc, reply, message, imalive; {@code request} the id of
	 * the request that a reply answers, else 0. Sizes are in bytes; imalive goes on channel -1, as a datagram.
	 */
	ICS_SEND(Field.message()),
	/** A message arrived and is about to be handled. Same fields as {@link #ICS_SEND}; {@code peer} is the sender. */
	ICS_RECV(Field.message()),
	/** An RPC ended at its caller; {@code status} is OK or an error name such as EREMOTE, {@code latency} in ns. */
	ICS_RPC_DONE(integer("msg"), integer("peer"), text("service"), text("operation"), text("status"), integer("latency")),
	/** Sending on a channel began ({@code on} = 1) or ceased (0) to be throttled. */
	ICS_THROTTLE(integer("peer"), integer("channel"), integer("queued"), integer("on")),
	/** ICS cut off {@code peer}; {@code pending} RPCs ended with EREMOTE. */
	ICS_REMOTE_DOWN(integer("peer"), integer("pending")),
	/** Load of the recording node; {@code load} in hundredths of a runnable process. */
	LOAD_SAMPLE(integer("load")),
	/**
	 * A process began to run on the recording node: forked, executed or started there; again with another {@code command} when it
	 * executes another program soon after it was forked. {@code parent} is 0 if none is known.
	 */
	PROC_START(integer("pid"), integer("parent"), text("command")),
	/** A process ended on the recording node; {@code status} as wait(2) gives it. */
	PROC_EXIT(integer("pid"), integer("status")),
	/** A signal for a process arrived at the node where it runs; {@code sender} is the sending process, 0 if unknown. */
	PROC_SIGNAL(integer("pid"), integer("signal"), integer("sender")),
	/** The recording node, origin or surrogate origin of {@code pid}, learned that the process now runs on {@code place}; 0: ended. */
	PROC_PLACE(integer("pid"), integer("place")),
	/**
	 * The source starts to move a process; {@code reason} is operator, load, keepalive or self. {@code command} is the name of
	 * the program that it executes by now, which may be another one than when it started.
	 */
	MIGRATE_BEGIN(integer("pid"), integer("from"), integer("to"), text("reason"), text("command")),
	/** The source stopped the process, after {@code sent} bytes of memory went ahead in {@code rounds} rounds. */
	MIGRATE_FREEZE(integer("pid"), integer("to"), integer("sent"), integer("rounds")),
	/** The source sent the rest, {@code bytes}, while the process stood still. */
	MIGRATE_TRANSFER(integer("pid"), integer("to"), integer("bytes")),
	/** The process runs on the recording node; {@code down} ns after the source stopped it. */
	MIGRATE_RESUME(integer("pid"), integer("from"), integer("down")),
	/** The source is rid of the process; {@code bytes} in all, {@code total} ns after {@link #MIGRATE_BEGIN}. */
	MIGRATE_DONE(integer("pid"), integer("to"), integer("bytes"), integer("total")),
	/** The move came to nothing in {@code phase}; the process runs on at the source unless that is lost. */
	MIGRATE_FAIL(integer("pid"), integer("from"), integer("to"), text("phase"), text("reason")),
	/**
	 * The load leveler of the recording node looked for a process to move. {@code decision} is move or stay; loads in
	 * hundredths of a process, {@code own} cautious, {@code theirs} what {@code target} would have to be below.
	 */
	LOAD_DECISION(text("decision"), integer("pid"), integer("target"), integer("own"), integer("theirs"), text("why")),
	/** The controller did something to the cluster on purpose: {@code fault} such as crash, add, partition, loss. */
	FAULT_INJECTED(text("fault"), integer("subject"), text("detail")),
	/** A line for people. {@code level} is info, warning or error. */
	LOG(text("level"), text("text"));

	private final List<Field> fields;

	EventKind(Field... fields) {
		this.fields = List.of(fields);
	}

	/** The fields of this kind, in the order in which values are given and written. */
	public List<Field> fields() {
		return fields;
	}

	/** The event's name in the trace: {@code clms_transition}, {@code ics_send}, ... */
	public String traceName() {
		return name().toLowerCase(Locale.ROOT);
	}
}
