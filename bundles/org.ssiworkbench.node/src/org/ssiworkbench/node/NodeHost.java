package org.ssiworkbench.node;

import org.ssiworkbench.trace.EventKind;

/**
 * The world as one SSI node sees it: time, timers, channels to peers, datagrams and the trace. The node software is
 * single-threaded and does no I/O of its own; a host calls {@link SsiNode}'s handlers one at a time, and the node calls
 * back here from within them. Nothing here blocks.
 */
public interface NodeHost {

	/** Nanoseconds of the cluster's clock. Never goes back. */
	long now();

	/** Asks for {@link SsiNode#timer(long)} with this id at or after {@code time}. Setting an id anew replaces its time. */
	void setTimer(long id, long time);

	/** Forgets a timer; unknown ids are ignored. */
	void cancelTimer(long id);

	/**
	 * Starts to open one ICS channel (one TCP connection) to a peer. Answered later by
	 * {@link SsiNode#channelOpened(int, int)} or {@link SsiNode#channelClosed(int, int)}. The lower-numbered node of a pair
	 * opens; the other one's host reports the accepted channel by the same {@code channelOpened}.
	 */
	void openChannel(int peer, int channel);

	/** Closes a channel at once; what is queued is lost. */
	void closeChannel(int peer, int channel);

	/** Queues one frame on an open channel, in order. A frame to a channel that is not open is dropped. */
	void send(int peer, int channel, byte[] frame);

	/** Bytes queued on a channel and not yet taken by the network; the throttle looks at this. */
	long queued(int peer, int channel);

	/** Sends a datagram that may be lost. */
	void datagram(int peer, byte[] data);

	/** This node's present load in hundredths of a runnable process. */
	long load();

	/** Records a trace event with the present time; values in the order of {@link EventKind#fields()}. */
	void trace(EventKind kind, long cause, Object... values);

	/** Ends this node for good, as a kernel panic would: no handler is called afterwards. */
	void halt(String reason);
}
