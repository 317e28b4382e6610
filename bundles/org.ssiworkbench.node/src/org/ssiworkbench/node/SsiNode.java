package org.ssiworkbench.node;

import java.util.List;

import org.ssiworkbench.node.control.StatusText;

/**
 * One SSI node: ICS, CLMS and what is registered with them, as a state machine. A {@link NodeHost} calls the handlers,
 * one at a time and never from within one another.
 */
public interface SsiNode {

	/** The node has booted. Called once, first. */
	void start();

	/** A channel to a peer is open, whoever opened it. */
	void channelOpened(int peer, int channel);

	/** A channel broke, was closed by the peer, or could not be opened. */
	void channelClosed(int peer, int channel);

	/** A whole frame arrived on a channel. Malformed frames are traced and dropped. */
	void received(int peer, int channel, byte[] frame);

	/** A datagram arrived. */
	void datagramReceived(int peer, byte[] data);

	/** A timer set by {@link NodeHost#setTimer} is due. */
	void timer(long id);

	/** The operator asks this node to leave gracefully: UP, SHUTDOWN, GOINGDOWN, ... and in the end {@link NodeHost#halt}. */
	void shutdown();

	/** The node's present view. */
	StatusText status();

	/** The detailed transition history as this node knows it, oldest first. */
	List<Transition> history();
}
