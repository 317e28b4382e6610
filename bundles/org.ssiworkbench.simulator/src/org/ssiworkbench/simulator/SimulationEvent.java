package org.ssiworkbench.simulator;

/**
 * Something that is to happen, or has happened, in a simulation.
 *
 * @param order its number, given in the order of making; no two events of a simulation have the same
 * @param time ns; when others were preferred to it, it happens later than this
 * @param kind what it is
 * @param node where it happens, 0 if at no node
 * @param peer the other node of a message or channel, else 0
 * @param channel of a frame or channel, else -1
 * @param id of the message or timer (see {@link org.ssiworkbench.trace.Ids}), else 0
 * @param madeBy the {@linkplain Simulation#steps() step} in which it was made, -1 before the first one
 */
public record SimulationEvent(long order, long time, Kind kind, int node, int peer, int channel, long id, long madeBy) {

	/** What an event is. */
	public enum Kind {
		/** A node's timer is due. */
		TIMER,
		/** A datagram arrives. */
		DATAGRAM,
		/** A frame arrives on a channel. */
		FRAME,
		/** A channel opens, closes or breaks. */
		CHANNEL,
		/** Something happens in a process of a node. */
		PROCESS,
		/** A command from outside was given. */
		COMMAND,
		/** Something that {@link Simulation#schedule} was asked for. */
		SCHEDULED
	}

	/** What it is, for people: "frame 0x1000100000007 from node 1 to node 2 on channel 4". */
	public String text() {
		return switch (kind) {
		case TIMER -> "timer 0x" + Long.toHexString(id) + " of node " + node;
		case DATAGRAM -> "datagram 0x" + Long.toHexString(id) + " from node " + peer + " to node " + node;
		case FRAME -> "frame 0x" + Long.toHexString(id) + " from node " + peer + " to node " + node + " on channel " + channel;
		case CHANNEL -> "channel " + channel + " of node " + node + " with node " + peer;
		case PROCESS -> "a process of node " + node;
		case COMMAND -> "a command";
		case SCHEDULED -> "something scheduled";
		};
	}

	/** Whether it is the arrival of a message. */
	public boolean isMessage() {
		return kind == Kind.DATAGRAM || kind == Kind.FRAME;
	}
}
