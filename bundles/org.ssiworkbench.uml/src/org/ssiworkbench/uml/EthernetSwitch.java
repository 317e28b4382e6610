package org.ssiworkbench.uml;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * The interconnect of a cluster of UML nodes: a learning Ethernet switch over L2TPv3 datagrams on the loopback device.
 * Takes only datagrams that come from a node's own port on 127.0.0.1 and carry the switch's secret session number. All
 * methods may be called from any thread; frames are switched by one thread of the switch's own, which blocks in the
 * socket, because then a frame costs two system calls and no more. What is delayed leaves by a second thread.
 */
public final class EthernetSwitch implements Closeable {
	/** Highest node number. */
	public static final int MAX_NODE = 127;
	private static final int L2TP = 0x0003_0000;
	private static final int HEADER = 8;
	private static final int SMALLEST = HEADER + 14;
	private static final int SOCKET_BUFFER = 4 << 20;

	private final int session = new SecureRandom().nextInt() & Integer.MAX_VALUE | 1;
	private final DatagramChannel socket = DatagramChannel.open();
	private final int localPort;
	private volatile long threadId;
	private final ByteBuffer frame = ByteBuffer.allocateDirect(1 << 16);
	private final AtomicReferenceArray<Port> ports = new AtomicReferenceArray<>(MAX_NODE + 1);
	private final AtomicReferenceArray<Port> portByUdp = new AtomicReferenceArray<>(1 << 16);
	private final MacTable macs = new MacTable();
	private final LinkFaults faults;
	private volatile PcapngWriter capture;
	private final LongAdder frames = new LongAdder();
	private final LongAdder bytes = new LongAdder();
	private final LongAdder forwarded = new LongAdder();
	private final LongAdder lost = new LongAdder();
	private final LongAdder refused = new LongAdder();

	/** One node's place on the switch. Its UDP port stays the node's own over all its boots. */
	public final class Port {
		/** The network device's name in the guest. */
		public static final String DEVICE = "vec0";
		private final int node;
		private final PortReservation reservation;
		private final InetSocketAddress address;

		private Port(int node) throws IOException {
			this.node = node;
			reservation = PortReservation.take();
			address = loopback(reservation.port());
		}

		/** The word of the kernel's command line that plugs {@value #DEVICE} in here. */
		public String deviceWord() {
			return DEVICE + ":transport=l2tpv3,udp=1,src=127.0.0.1,srcport=" + reservation.port()
					+ ",dst=127.0.0.1,dstport=" + localPort + ",rx_session=" + session + ",tx_session=" + session;
		}
	}

	/**
	 * A running switch without ports.
	 *
	 * @param seed start of the random numbers that decide about loss and jitter
	 */
	public EthernetSwitch(long seed) throws IOException {
		socket.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
		socket.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
		socket.bind(loopback(0));
		localPort = ((InetSocketAddress) socket.getLocalAddress()).getPort();
		faults = new LinkFaults(seed, this::send);
		Thread thread = new Thread(this::run, "interconnect");
		thread.setDaemon(true);
		thread.start();
	}

	private static InetSocketAddress loopback(int port) throws IOException {
		return new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), port);
	}

	/** The port of a node, made at the first call. */
	public synchronized Port port(int node) throws IOException {
		if (node < 1 || node > MAX_NODE)
			throw new IllegalArgumentException("node numbers go from 1 to " + MAX_NODE + ", not " + node);
		Port port = ports.get(node);
		if (port == null) {
			port = new Port(node);
			ports.set(node, port);
			portByUdp.set(port.reservation.port(), port);
		}
		return port;
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
		return new SwitchCounters(frames.sum(), bytes.sum(), forwarded.sum(), lost.sum() + faults.lost(), refused.sum(),
				HostProcesses.threadTime(threadId) + faults.cpu());
	}

	/** Ends the switch and frees its ports. A capture is left to whoever opened it. */
	@Override
	public void close() throws IOException {
		socket.close();
		faults.close();
		for (int node = 1; node <= MAX_NODE; node++) {
			Port port = ports.get(node);
			if (port != null)
				port.reservation.close();
		}
	}

	private void run() {
		threadId = HostProcesses.threadId();
		try {
			while (socket.isOpen())
				receive();
		} catch (ClosedChannelException e) {
			frame.clear();
		} catch (IOException e) {
			throw new UncheckedIOException("the interconnect's socket failed", e);
		}
	}

	private void receive() throws IOException {
		frame.clear();
		InetSocketAddress sender = (InetSocketAddress) socket.receive(frame);
		frame.flip();
		Port from = portByUdp.getAcquire(sender.getPort());
		if (from == null || frame.limit() < SMALLEST || frame.getInt(0) != L2TP || frame.getInt(4) != session
				|| !sender.getAddress().equals(from.address.getAddress()))
			refused.increment();
		else
			forward(from.node);
	}

	private void forward(int from) throws IOException {
		frames.increment();
		bytes.add(frame.limit() - HEADER);
		PcapngWriter writer = capture;
		if (writer != null)
			writer.write(from, frame, HEADER);
		macs.learn(MacTable.mac(frame, HEADER + 6), from);
		int to = macs.find(MacTable.mac(frame, HEADER));
		if (to > 0) {
			if (to != from)
				pass(from, to);
			return;
		}
		for (int node = 1; node <= MAX_NODE; node++)
			if (node != from && ports.getAcquire(node) != null)
				pass(from, node);
	}

	private void pass(int from, int to) throws IOException {
		LinkFaults.Link link = faults.link(from, to);
		if (link == null)
			send(to, frame);
		else
			link.take(frame, to);
	}

	/** Nothing sent means that the loopback device is full, and the frame is lost as on any wire. */
	private void send(int to, ByteBuffer data) throws IOException {
		data.rewind();
		if (socket.send(data, ports.getAcquire(to).address) > 0)
			forwarded.increment();
		else
			lost.increment();
	}
}
