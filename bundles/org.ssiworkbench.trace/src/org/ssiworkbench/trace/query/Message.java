package org.ssiworkbench.trace.query;

/**
 * One ICS message or imalive datagram, put together from its send and its receive.
 *
 * @param id the message's id, see {@link org.ssiworkbench.trace.Ids}
 * @param from number of the sending node
 * @param to number of the receiving node
 * @param channel the ICS channel, -1 for a datagram
 * @param form rpc, reply, message or imalive
 * @param service name of the service
 * @param operation name of the service's operation
 * @param request id of the request that a reply answers, else 0
 * @param priority the message's priority
 * @param inline bytes of in-line data
 * @param ool bytes of out-of-line data
 * @param sent when it left, ns of the cluster's clock; {@link #UNKNOWN} if the trace has no send
 * @param received when it arrived; {@link #UNKNOWN} if the trace has no receive
 * @param state what became of it
 */
public record Message(long id, int from, int to, long channel, String form, String service, String operation, long request,
		long priority, long inline, long ool, long sent, long received, State state) {

	/** A time that the trace does not tell. */
	public static final long UNKNOWN = -1;

	/** What became of a message. */
	public enum State {
		/** It arrived. */
		DELIVERED,
		/** It did not arrive although the trace goes on for longer than messages take, or its receiver was cut off. */
		LOST,
		/** It had not arrived when the trace ended. */
		IN_FLIGHT
	}

	/** Nanoseconds from send to receive, {@link #UNKNOWN} unless both are in the trace. */
	public long latency() {
		return sent == UNKNOWN || received == UNKNOWN ? UNKNOWN : received - sent;
	}

	/** The earlier known of the two times: where the message belongs in a list. */
	public long time() {
		return sent == UNKNOWN ? received : sent;
	}
}
