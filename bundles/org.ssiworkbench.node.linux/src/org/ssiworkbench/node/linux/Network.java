package org.ssiworkbench.node.linux;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.node.SsiNode;
import org.ssiworkbench.node.control.ConfigText;

/**
 * ICS channels as TCP connections and imalive as UDP datagrams, over one selector. Confined to the node's thread. What
 * comes from an address that is no configured node's is dropped.
 */
final class Network {
	/** TCP port of ICS and UDP port of imalive, on the interconnect only. */
	private static final int PORT = 7100;
	private static final int MAX_DATAGRAM = 64 << 10;
	private static final long CONNECT_TIMEOUT = 3_000_000_000L;
	private static final long MILLI = 1_000_000;

	private final int number;
	private final int incarnation;
	private final Map<Integer, InetSocketAddress> addresses = new HashMap<>();
	private final Map<InetAddress, Integer> nodes = new HashMap<>();
	private final Selector selector = Selector.open();
	private final ServerSocketChannel server = ServerSocketChannel.open();
	private final DatagramChannel datagrams = DatagramChannel.open();
	private final ByteBuffer datagram = ByteBuffer.allocateDirect(MAX_DATAGRAM);
	private final List<Connection> connections = new ArrayList<>();
	private final List<Connection> strangers = new ArrayList<>();
	private final ArrayDeque<Connection> closed = new ArrayDeque<>();
	private SsiNode node;

	Network(ConfigText config) throws IOException {
		number = config.node().number();
		incarnation = config.node().incarnation();
		for (var entry : config.addresses().entrySet()) {
			InetSocketAddress address = LinuxHost.address(entry.getValue(), PORT);
			addresses.put(entry.getKey(), address);
			nodes.put(address.getAddress(), entry.getKey());
		}
		InetSocketAddress own = addresses.get(number);
		if (own == null)
			throw new IOException("the configuration has no address of node " + number + " itself");
		server.bind(own).configureBlocking(false);
		server.register(selector, SelectionKey.OP_ACCEPT);
		datagrams.bind(own).configureBlocking(false);
		datagrams.register(selector, SelectionKey.OP_READ);
	}

	void attach(SsiNode itsNode) {
		node = itsNode;
	}

	void wakeup() {
		selector.wakeup();
	}

	/** Waits for the network at most this many ns and hands to the node what came. */
	void serve(long wait) throws IOException {
		long limit = untilConnectTimeout(wait);
		if (!closed.isEmpty() || limit == 0)
			selector.selectNow();
		else if (limit == Long.MAX_VALUE)
			selector.select();
		else
			selector.select((limit + MILLI - 1) / MILLI);
		for (SelectionKey key : selector.selectedKeys())
			if (key.isValid())
				ready(key);
		selector.selectedKeys().clear();
	}

	/** Tells the node of channels that broke, outside of any of its handlers. */
	void deliverClosed() {
		giveUpConnecting();
		for (Connection gone = closed.poll(); gone != null; gone = closed.poll())
			node.channelClosed(gone.peer, gone.channel);
	}

	/** Gives all sockets back. */
	void end() throws IOException {
		connections.forEach(Connection::close);
		strangers.forEach(Connection::close);
		server.close();
		datagrams.close();
		selector.close();
	}

	private void ready(SelectionKey key) throws IOException {
		if (key.attachment() instanceof Connection connection)
			serve(connection, key);
		else if (key.isAcceptable())
			accept();
		else
			receive();
	}

	private void serve(Connection connection, SelectionKey key) {
		try {
			if (key.isConnectable()) {
				connection.finishConnect();
				connection.connectBy = 0;
				connection.hello(number, connection.channel, incarnation);
				node.channelOpened(connection.peer, connection.channel);
			}
			if (key.isValid() && key.isWritable())
				connection.flush();
			if (key.isValid() && key.isReadable())
				read(connection);
		} catch (IOException e) {
			broken(connection);
		}
	}

	private void read(Connection connection) throws IOException {
		connection.fill();
		for (byte[] frame = connection.nextFrame(); frame != null && connection.isOpen(); frame = connection.nextFrame())
			if (connection.peer == 0)
				welcome(connection, frame);
			else
				node.received(connection.peer, connection.channel, frame);
	}

	private void accept() throws IOException {
		SocketChannel socket = server.accept();
		if (socket != null)
			strangers.add(new Connection(socket, selector, SelectionKey.OP_READ));
	}

	/** A connection has said who it is. A new one of the same channel replaces the old one, which its peer has given up. */
	private void welcome(Connection connection, byte[] hello) throws IOException {
		connection.readHello(hello);
		Integer expected = nodes.get(((InetSocketAddress) connection.socket().getRemoteAddress()).getAddress());
		Connection old = find(connection.peer, connection.channel);
		if (expected == null || expected != connection.peer || old != null && old.incarnation > connection.incarnation) {
			connection.peer = 0;
			throw new IOException("a connection that is not from the node it names, or out of date");
		}
		strangers.remove(connection);
		if (old != null) {
			connections.remove(old);
			old.close();
			node.channelClosed(old.peer, old.channel);
		}
		connections.add(connection);
		node.channelOpened(connection.peer, connection.channel);
	}

	private void receive() throws IOException {
		for (InetSocketAddress from = from(); from != null; from = from()) {
			Integer peer = nodes.get(from.getAddress());
			datagram.flip();
			if (peer != null) {
				byte[] data = new byte[datagram.remaining()];
				datagram.get(data);
				node.datagramReceived(peer, data);
			}
		}
	}

	private InetSocketAddress from() throws IOException {
		datagram.clear();
		return (InetSocketAddress) datagrams.receive(datagram);
	}

	void open(int peer, int channel) {
		close(peer, channel);
		try {
			Connection connection = new Connection(SocketChannel.open(), selector, SelectionKey.OP_CONNECT);
			connection.peer = peer;
			connection.channel = channel;
			connection.incarnation = incarnation;
			connection.connectBy = System.nanoTime() + CONNECT_TIMEOUT;
			connections.add(connection);
			connect(connection);
		} catch (IOException e) {
			throw new IllegalStateException("this node cannot make sockets", e);
		}
	}

	private void connect(Connection connection) {
		try {
			connection.socket().bind(new InetSocketAddress(addresses.get(number).getAddress(), 0));
			connection.socket().connect(addresses.get(connection.peer));
		} catch (IOException e) {
			broken(connection);
		}
	}

	void close(int peer, int channel) {
		Connection connection = find(peer, channel);
		if (connection != null) {
			connections.remove(connection);
			connection.close();
		}
		closed.removeIf(gone -> gone.is(peer, channel));
	}

	void send(int peer, int channel, byte[] frame) {
		Connection connection = find(peer, channel);
		if (connection == null || connection.connectBy != 0)
			return;
		try {
			connection.send(frame);
		} catch (IOException e) {
			broken(connection);
		}
	}

	long queued(int peer, int channel) {
		Connection connection = find(peer, channel);
		return connection == null ? 0 : connection.queued();
	}

	/** Whatever keeps a datagram from leaving (full buffers, a device that is down), it is lost like any other. */
	void datagram(int peer, byte[] data) {
		try {
			datagrams.send(ByteBuffer.wrap(data), addresses.get(peer));
		} catch (IOException e) {
			System.err.println("datagram to node " + peer + " lost: " + e.getMessage());
		}
	}

	private void broken(Connection connection) {
		strangers.remove(connection);
		connection.close();
		if (connections.remove(connection))
			closed.add(connection);
	}

	private Connection find(int peer, int channel) {
		for (Connection connection : connections)
			if (connection.is(peer, channel))
				return connection;
		return null;
	}

	private long untilConnectTimeout(long wait) {
		long least = wait;
		for (Connection connection : connections)
			if (connection.connectBy != 0)
				least = Math.min(least, Math.max(0, connection.connectBy - System.nanoTime()));
		return least;
	}

	private void giveUpConnecting() {
		List<Connection> late = null;
		for (Connection connection : connections)
			if (connection.connectBy != 0 && connection.connectBy - System.nanoTime() <= 0) {
				late = late == null ? new ArrayList<>() : late;
				late.add(connection);
			}
		if (late != null)
			late.forEach(this::broken);
	}
}
