package org.ssiworkbench.node.ics;

/**
 * The channels of ICS. A channel is one TCP connection per pair of nodes; a service is bound to one, and several services
 * may share one.
 */
public final class IcsChannel {
	/** The normal channel; the only one that is throttled. */
	public static final int NORMAL = 0;
	/** Lowest and highest priority channel; channel numbers 1 to 4 are the priorities. */
	public static final int PRIORITY_1 = 1;
	public static final int PRIORITY_4 = 4;
	/** Carries the replies to requests of the normal channel. */
	public static final int REPLY = 5;
	/** Carries the replies to requests of the priority channels. */
	public static final int REPLY_PRIORITY = 6;
	/** How many channels there are. */
	public static final int COUNT = 7;

	private IcsChannel() {
	}

	/** The channel that carries the reply to a request of this channel. */
	public static int replyTo(int channel) {
		return channel == NORMAL ? REPLY : REPLY_PRIORITY;
	}

	static boolean isReply(int channel) {
		return channel >= REPLY;
	}
}
