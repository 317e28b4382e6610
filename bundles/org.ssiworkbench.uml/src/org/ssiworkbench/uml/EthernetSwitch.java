package org.ssiworkbench.uml;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The interconnect of a cluster of UML nodes: a learning Ethernet switch over L2TPv3 datagrams on the loopback device.
 * Takes only datagrams that come from a node's own port on 127.0.0.1 and carry the switch's secret session number. All
 * methods may be called from any thread; frames are switched by one thread of the switch's own.
 */
public final class EthernetSwitch implements Closeable {
	/** Highest node number. */
	public static final int MAX_NODE = 127;
	private static final int L2TP = 0x0003_0000;
	private static final int HEADER = 8;
	private static final int SMALLEST = HEADER + 14;
	private static final int SOCKET_BUFFER = 4 << 20;
	/** Frames between two looks at the delayed ones and at requests of other threads. */
	private static final int BATCH = 64;

	private final int session = new SecureRandom().nextInt() & Integer.MAX_VALUE | 1;
	private final DatagramChannel socket = DatagramChannel.open();
	private final Selector selector = Selector.open();
	private final int localPort;
	private final Thread thread;
	private final ByteBuffer frame = ByteBuffer.allocateDirect(1 << 16);
	private final Port[] ports = new Port[MAX_NODE + 1];
	private final byte[] nodeOfPort = new byte[1 << 16];
	private final MacTable macs = new MacTable();
	private final LinkFaults faults;
	private final ConcurrentLinkedQueue<Runnable> requests = new ConcurrentLinkedQueue<>();
	private volatile PcapngWriter capture;
	private volatile boolean closed;
	private long frames;
	private long bytes;
	private long forwarded;
	private long lost;
	private long refused;

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
			address = new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), reservation.port());
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
		faults = new LinkFaults(seed);
		socket.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
		socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), 0));
		socket.configureBlocking(false);
		socket.register(selector, SelectionKey.OP_READ);
		localPort = ((InetSocketAddress) socket.getLocalAddress()).getPort();
		thread = new Thread(this::run, "interconnect");
		thread.setDaemon(true);
		thread.start();
	}

	/** The port of a node, made at the first call. */
	public synchronized Port port(int node) throws IOException {
		if (node < 1 || node > MAX_NODE)
			throw new IllegalArgumentException("node numbers go from 1 to " + MAX_NODE + ", not " + node);
		Port port = ports[node];
		if (port == null) {
			Port made = new Port(node);
			port = made;
			ports[node] = made;
			request(() -> nodeOfPort[made.reservation.port()] = (byte) node);
		}
		return port;
	}

	/** Sets what goes wrong on the way from one node to another; {@link LinkFault#NONE} heals it. */
	public void fault(int from, int to, LinkFault fault) {
		request(() -> faults.set(from, to, fault));
	}

	/** Captures every frame as its sender sent it, also those that are then lost; null ends the capture. */
	public void capture(PcapngWriter writer) {
		capture = writer;
	}

	/** What the switch has done, as its own thread will report it; ends exceptionally when the switch is closed meanwhile. */
	public CompletableFuture<SwitchCounters> counters() {
		CompletableFuture<SwitchCounters> answer = new CompletableFuture<>();
		request(() -> answer.complete(
				new SwitchCounters(frames, bytes, forwarded, lost, refused, HostProcesses.threadTime())));
		if (closed)
			answer.completeExceptionally(new IllegalStateException("the switch is closed"));
		return answer;
	}

	/** Ends the switch and frees its ports. A capture is left to whoever opened it. */
	@Override
	public void close() throws IOException {
		closed = true;
		selector.wakeup();
		try {
			thread.join();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		socket.close();
		selector.close();
		for (Port port : ports)
			if (port != null)
				port.reservation.close();
	}

	private void request(Runnable change) {
		requests.add(change);
		selector.wakeup();
	}

	private void run() {
		try {
			while (!closed) {
				for (Runnable change = requests.poll(); change != null; change = requests.poll())
					change.run();
				boolean more = receiveBatch();
				long due = faults.release(this::send);
				if (!more)
					idle(due);
			}
		} catch (IOException e) {
			throw new UncheckedIOException("the interconnect's socket failed", e);
		}
	}

	private void idle(long due) throws IOException {
		PcapngWriter writer = capture;
		if (writer != null)
			writer.flush();
		if (due == Long.MAX_VALUE)
			selector.select();
		else if (due >= 1_000_000)
			selector.select(due / 1_000_000);
		else
			selector.selectNow();
		selector.selectedKeys().clear();
	}

	private boolean receiveBatch() throws IOException {
		for (int i = 0; i < BATCH; i++) {
			frame.clear();
			InetSocketAddress sender = (InetSocketAddress) socket.receive(frame);
			if (sender == null)
				return false;
			frame.flip();
			int from = nodeOfPort[sender.getPort()];
			if (from == 0 || frame.limit() < SMALLEST || frame.getInt(0) != L2TP || frame.getInt(4) != session
					|| !sender.equals(ports[from].address))
				refused++;
			else
				forward(from);
		}
		return true;
	}

	private void forward(int from) throws IOException {
		frames++;
		bytes += frame.limit() - HEADER;
		PcapngWriter writer = capture;
		if (writer != null)
			writer.write(from, frame, HEADER);
		long target = MacTable.mac(frame, HEADER);
		macs.learn(MacTable.mac(frame, HEADER + 6), from);
		int to = macs.find(target);
		if (to > 0) {
			if (to != from)
				pass(from, to);
			return;
		}
		for (int node = 1; node <= MAX_NODE; node++)
			if (ports[node] != null && node != from)
				pass(from, node);
	}

	private void pass(int from, int to) throws IOException {
		LinkFaults.Link link = faults.link(from, to);
		if (link == null)
			send(to, frame);
		else if (!link.take(frame, to))
			lost++;
	}

	private void send(int to, ByteBuffer data) throws IOException {
		data.rewind();
		/* 0 bytes sent = the loopback device is full, and the frame is lost as on any wire. */
		if (socket.send(data, ports[to].address) > 0)
			forwarded++;
		else
			lost++;
	}
}
