package org.ssiworkbench.trace.index;

/**
 * What an index holds of each event besides its place in the stream. A field that an event's kind lacks reads 0 in its
 * column; texts are codes for {@link TraceIndex#text(int)}, 0 being the empty text.
 */
public enum Column {
	/** ns of the cluster's clock, ascending. */
	TIME,
	/** The recording node; 0 is the controller. */
	NODE,
	/** Index into {@link TraceIndex#types()}. */
	TYPE,
	/** Id of the message or timer whose handling recorded the event. */
	CAUSE,
	/** Id of the message that the event is about. */
	MESSAGE,
	/** Id of the request that a reply answers. */
	REQUEST,
	/** The other node: peer, subject, target or place, as the kind has it. */
	PEER,
	/** ICS channel, -1 for datagrams. */
	CHANNEL,
	/** Code of the service's name. */
	SERVICE,
	/** Code of the operation's name. */
	OPERATION,
	/** Code of the message's form: rpc, reply, message, imalive. */
	FORM,
	/** Bytes: of a message in line and out of line, of a migration what was sent. */
	SIZE,
	/** Cluster-wide process id. */
	PID,
	/** Load of a node in hundredths of a runnable process. */
	LOAD,
	/** Code of the transport status with which an RPC ended. */
	STATUS,
	/** ns that an RPC took. */
	LATENCY,
	/** Row of the event that led to this one, -1 if none is known: of a receive its send, else the receive that was being handled. */
	PARENT
}
