package org.ssiworkbench.uml;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * An interconnect of a cluster of UML nodes: a learning Ethernet switch over L2TPv3 datagrams on the loopback device.
 * Each node has a port of its own, a socket connected to the node's, so that the system lets in only what comes from
 * there; besides, a frame must carry the switch's secret session number. All methods may be called from any thread.
 */
public final class EthernetSwitch implements Closeable {
	/** Highest node number. */
	public static final int MAX_NODE = 127;
	static final int HEADER = 8;
	private static final int L2TP = 0x0003_0000;
	private static final int SMALLEST = HEADER + 14;

	private final int session = new SecureRandom().nextInt() & Integer.MAX_VALUE | 1;
	private final AtomicReferenceArray<SwitchPort> ports = new AtomicReferenceArray<>(MAX_NODE + 1);
	private final MacTable macs = new MacTable();
	private final LinkFaults faults;
	private volatile PcapngWriter capture;
	private boolean closed;
	private final LongAdder frames = new LongAdder();
	private final LongAdder bytes = new LongAdder();
	private final LongAdder forwarded = new LongAdder();
	private final LongAdder lost = new LongAdder();
	private final LongAdder refused = new LongAdder();

	/** One node's place on the switch. Its UDP port stays the node's own over all its boots. */
	public static final class Port {
		private final String transport;

		private Port(SwitchPort port, int session) {
			transport = "transport=l2tpv3,udp=1,src=127.0.0.1,srcport=" + port.nodePort()
					+ ",dst=127.0.0.1,dstport=" + port.switchPort() + ",rx_session=" + session + ",tx_session=" + session;
		}

		/**
		 * The word of the kernel's command line that plugs a device ({@code vec0}, {@code vec1}...) in here; {@code mtu} is the
		 * largest IP packet in bytes, which the driver lets nobody raise later.
		 */
		public String deviceWord(String device, int mtu) {
			return device + ":" + transport + ",mtu=" + mtu;
		}
	}

	/**
	 * A running switch without ports.
	 *
	 * @param seed start of the random numbers that decide about loss and jitter
	 */
	public EthernetSwitch(long seed) throws IOException {
		faults = new LinkFaults(seed, this::send);
	}

	/** The port of a node, made at the first call. */
	public synchronized Port port(int node) throws IOException {
		if (node < 1 || node > MAX_NODE)
			throw new IllegalArgumentException("node numbers go from 1 to " + MAX_NODE + ", not " + node);
		if (closed)
			throw new IOException("the interconnect has ended");
		SwitchPort port = ports.get(node);
		if (port == null) {
			port = new SwitchPort(node, this::received);
			ports.set(node, port);
			port.start();
		}
		return new Port(port, session);
	}

	/** Sets what goes wrong on the way from one node to another; {@link LinkFault#NONE} heals it. */
	public void fault(int from, int to, LinkFault fault) {
		faults.set(from, to, fault);
	}

	/**
	 * Captures every frame as its sender sent it, also those that are then lost; null ends the capture. The writer stays
	 * its opener's, who flushes and closes it.
	 */
	public void capture(PcapngWriter writer) {
		capture = writer;
	}

	/** What the switch has done so far. */
	public SwitchCounters counters() {
		long cpu = faults.cpu();
		for (int node = 1; node <= MAX_NODE; node++) {
			SwitchPort port = ports.get(node);
			if (port != null)
				cpu += port.cpu();
		}
		return new SwitchCounters(frames.sum(), bytes.sum(), forwarded.sum(), lost.sum() + faults.lost(), refused.sum(),
				cpu);
	}

	/** Ends the switch and frees its ports. */
	@Override
	public synchronized void close() throws IOException {
		closed = true;
		faults.close();
		for (int node = 1; node <= MAX_NODE; node++) {
			SwitchPort port = ports.get(node);
			if (port != null)
				port.close();
		}
	}

	/** Called by the port's thread. */
	private void received(int from, ByteBuffer frame) throws IOException {
		if (frame.limit() < SMALLEST || frame.getInt(0) != L2TP || frame.getInt(4) != session) {
			refused.increment();
			return;
		}
		frames.increment();
		bytes.add(frame.limit() - HEADER);
		PcapngWriter writer = capture;
		if (writer != null)
			writer.write(from, frame, HEADER);
		macs.learn(MacTable.mac(frame, HEADER + 6), from);
		int to = macs.find(MacTable.mac(frame, HEADER));
		if (to == 0)
			flood(from, frame);
		else if (to != from)
			pass(from, to, frame);
	}

	private void flood(int from, ByteBuffer frame) throws IOException {
		for (int node = 1; node <= MAX_NODE; node++)
			if (node != from && ports.getAcquire(node) != null)
				pass(from, node, frame);
	}

	private void pass(int from, int to, ByteBuffer frame) throws IOException {
		LinkFaults.Link link = faults.link(from, to);
		if (link == null)
			send(to, frame);
		else
			link.take(frame, to);
	}

	private void send(int to, ByteBuffer frame) throws IOException {
		frame.rewind();
		if (ports.getAcquire(to).send(frame))
			forwarded.increment();
		else
			lost.increment();
	}
}
