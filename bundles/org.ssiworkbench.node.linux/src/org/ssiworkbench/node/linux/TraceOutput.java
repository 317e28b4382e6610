package org.ssiworkbench.node.linux;

import java.util.UUID;

import org.ssiworkbench.node.control.ControlFrame.Type;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.PacketSink;

/**
 * The node's trace on its way to the controller: at once what comes after a while, together what comes soon after that. What
 * finds the control line full is counted as lost.
 */
final class TraceOutput implements PacketSink {
	/** Between two packets that are not full. Killing the node loses at most this much. */
	private static final long FLUSH_INTERVAL = 100_000_000;
	/** What is recorded in so short a time after the first event belongs together. */
	private static final long BURST = 5_000_000;

	private final ControlLine line;
	private final PacketEncoder encoder;
	private int pending;
	private long flushBy = Long.MAX_VALUE;
	private long flushed;

	TraceOutput(ControlLine line, UUID trace, int node) {
		this.line = line;
		encoder = new PacketEncoder(trace, node, PacketEncoder.PACKET_BYTES, this);
	}

	void add(long time, EventKind kind, long cause, Object... values) {
		encoder.add(time, kind, cause, values);
		if (pending++ == 0)
			flushBy = Math.max(time + BURST, flushed + FLUSH_INTERVAL);
	}

	/** When {@link #flush} is due, on the cluster's clock. */
	long flushBy() {
		return flushBy;
	}

	/** {@code now} is the cluster's clock. */
	void flush(long now) {
		encoder.flush();
		flushed = now;
		flushBy = Long.MAX_VALUE;
	}

	@Override
	public void packet(byte[] packet) {
		if (!line.offer(Type.TRACE, packet))
			encoder.lost(pending);
		pending = 0;
	}
}
