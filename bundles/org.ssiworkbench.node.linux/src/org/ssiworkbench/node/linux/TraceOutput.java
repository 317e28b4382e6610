package org.ssiworkbench.node.linux;

import java.util.UUID;

import org.ssiworkbench.node.control.ControlFrame.Type;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.PacketSink;

/** The node's trace on its way to the controller. What finds the control line full is counted as lost. */
final class TraceOutput implements PacketSink {
	/** Killing the node loses at most this much. */
	static final long FLUSH_INTERVAL = 100_000_000;
	private final ControlLine line;
	private final PacketEncoder encoder;
	private int pending;
	private long flushBy = Long.MAX_VALUE;

	TraceOutput(ControlLine line, UUID trace, int node) {
		this.line = line;
		encoder = new PacketEncoder(trace, node, PacketEncoder.PACKET_BYTES, this);
	}

	void add(long time, EventKind kind, long cause, Object... values) {
		encoder.add(time, kind, cause, values);
		if (pending++ == 0)
			flushBy = time + FLUSH_INTERVAL;
	}

	/** When {@link #flush()} is due, on the cluster's clock. */
	long flushBy() {
		return flushBy;
	}

	void flush() {
		encoder.flush();
		flushBy = Long.MAX_VALUE;
	}

	@Override
	public void packet(byte[] packet) {
		if (!line.offer(Type.TRACE, packet))
			encoder.lost(pending);
		pending = 0;
	}
}
