package org.ssiworkbench.node.ics;

/** What went over one channel to and from one peer since the peer came up. Read only. */
public final class IcsCounters {
	/** Frames handed to the network and taken from it. */
	public long sent, received;
	/** Requests sent, and how many of them ended. */
	public long calls, callsEnded;
	/** RPCs that ended with EREMOTE. */
	public long remoteDown;
	/** Bytes sent, in-line and out-of-line. */
	public long inlineBytes, outOfLineBytes;
	/** How often sending began to be throttled, and for how many ns in all. */
	public long throttles, throttleTime;
	/** Sum and greatest of the latencies of answered RPCs, ns. */
	public long latencySum, latencyMax;

	void callEnded(IcsStatus status, long latency) {
		callsEnded++;
		if (status == IcsStatus.EREMOTE)
			remoteDown++;
		else {
			latencySum += latency;
			latencyMax = Math.max(latencyMax, latency);
		}
	}
}
