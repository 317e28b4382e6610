package org.ssiworkbench.node.linux;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.ssiworkbench.node.NodeHost;
import org.ssiworkbench.node.SsiNode;
import org.ssiworkbench.node.control.ConfigText;
import org.ssiworkbench.node.control.ControlFrame.Type;
import org.ssiworkbench.trace.EventKind;

/**
 * A real Linux kernel as the world of an SSI node. One thread runs the node and all of its network; {@link #later} is the
 * only way in for others.
 */
final class LinuxHost implements NodeHost {
	private final ControlLine line;
	private final long clockOffset;
	private final Timers timers = new Timers();
	private final LoadSensor load = new LoadSensor();
	private final TraceOutput trace;
	private final Gate gate;
	private final Network network;
	private final ConcurrentLinkedQueue<Runnable> requests = new ConcurrentLinkedQueue<>();
	private boolean statusDue = true;
	private Runnable looked = () -> {
	};

	LinuxHost(ConfigText config, ControlLine line, long clockOffset, UUID traceId) throws IOException {
		this.line = line;
		this.clockOffset = clockOffset;
		trace = new TraceOutput(line, traceId, config.node().number());
		gate = new Gate(line, config.node().number());
		network = new Network(config);
	}

	/** Where the node stands for the debugger. */
	Gate gate() {
		return gate;
	}

	/** {@code looked} is run some times a second, with a look at the load. */
	void onLook(Runnable looked) {
		this.looked = looked;
	}

	/** Runs the node until it ends by {@link #halt}. */
	void run(SsiNode node) throws IOException {
		network.attach(node);
		node.start();
		while (!line.ended()) {
			runRequests();
			runTimers(node);
			network.deliverClosed();
			if (load.look())
				looked.run();
			sendStatus(node);
			if (trace.flushBy() <= now())
				trace.flush(now());
			network.serve(nanosToWait());
		}
		network.end();
	}

	/** Runs something on the node's thread. May be called from any thread. */
	void later(Runnable request) {
		requests.add(request);
		network.wakeup();
	}

	private void runRequests() {
		for (Runnable request = requests.poll(); request != null; request = requests.poll())
			request.run();
	}

	private void runTimers(SsiNode node) {
		while (timers.next() <= now())
			node.timer(timers.take());
	}

	private void sendStatus(SsiNode node) {
		if (statusDue)
			statusDue = !line.offer(Type.STATUS, node.status().encode());
	}

	private long nanosToWait() {
		long next = Math.min(timers.next(), trace.flushBy());
		return Math.min(load.nanosToWait(), next == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, next - now()));
	}

	@Override
	public long now() {
		return System.nanoTime() + clockOffset;
	}

	@Override
	public void setTimer(long id, long time) {
		timers.set(id, time);
	}

	@Override
	public void cancelTimer(long id) {
		timers.cancel(id);
	}

	@Override
	public void openChannel(int peer, int channel) {
		network.open(peer, channel);
	}

	@Override
	public void closeChannel(int peer, int channel) {
		network.close(peer, channel);
	}

	@Override
	public void send(int peer, int channel, byte[] frame) {
		network.send(peer, channel, frame);
	}

	@Override
	public long queued(int peer, int channel) {
		return network.queued(peer, channel);
	}

	@Override
	public void datagram(int peer, byte[] data) {
		network.datagram(peer, data);
	}

	@Override
	public long load() {
		return load.load();
	}

	@Override
	public void trace(EventKind kind, long cause, Object... values) {
		long time = now();
		trace.add(time, kind, cause, values);
		gate.event(time, kind, cause, values);
		if (kind == EventKind.CLMS_VIEW || kind == EventKind.CLMS_TRANSITION || kind == EventKind.LOAD_SAMPLE)
			statusDue = true;
	}

	@Override
	public void halt(String reason) {
		trace.flush(now());
		line.end(reason);
	}

	/** The address of a node for a port. */
	static InetSocketAddress address(String dotted, int port) throws IOException {
		String[] parts = dotted.split("\\.");
		byte[] bytes = new byte[4];
		if (parts.length != bytes.length)
			throw new IOException(dotted + " is not an IPv4 address");
		for (int i = 0; i < bytes.length; i++)
			bytes[i] = (byte) Integer.parseInt(parts[i]);
		return new InetSocketAddress(java.net.InetAddress.getByAddress(bytes), port);
	}
}
