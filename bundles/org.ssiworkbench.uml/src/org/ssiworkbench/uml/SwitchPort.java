package org.ssiworkbench.uml;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;

/**
 * The switch's end of one node's wire: a connected UDP socket and a thread that blocks in it. That way a frame costs two
 * system calls and no look at addresses.
 */
final class SwitchPort implements Closeable {
	private static final int SOCKET_BUFFER = 4 << 20;

	/** Takes a frame; the buffer is the port's and is used again afterwards. */
	interface Input {
		void received(int from, ByteBuffer frame) throws IOException;
	}

	private final int node;
	private final Input input;
	private final PortReservation reservation = PortReservation.take();
	private final DatagramChannel socket = DatagramChannel.open();
	private final int switchPort;
	private final ByteBuffer frame = ByteBuffer.allocateDirect(1 << 16);
	private volatile long threadId;

	SwitchPort(int node, Input input) throws IOException {
		this.node = node;
		this.input = input;
		socket.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
		socket.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
		socket.bind(loopback(0));
		socket.connect(loopback(reservation.port()));
		switchPort = ((InetSocketAddress) socket.getLocalAddress()).getPort();
	}

	private static InetSocketAddress loopback(int port) throws IOException {
		return new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), port);
	}

	void start() {
		Thread thread = new Thread(this::run, "interconnect " + node);
		thread.setDaemon(true);
		thread.start();
	}

	int nodePort() {
		return reservation.port();
	}

	int switchPort() {
		return switchPort;
	}

	/** Nanoseconds of processor time. */
	long cpu() {
		return threadId == 0 ? 0 : HostProcesses.threadTime(threadId);
	}

	/** False = lost: the loopback device is full, or the node does not listen. */
	boolean send(ByteBuffer data) throws IOException {
		try {
			return socket.write(data) > 0;
		} catch (PortUnreachableException e) {
			return false;
		}
	}

	@Override
	public void close() throws IOException {
		socket.close();
		reservation.close();
	}

	private void run() {
		threadId = HostProcesses.threadId();
		try {
			while (socket.isOpen())
				receive();
		} catch (ClosedChannelException e) {
			threadId = 0;
		} catch (IOException e) {
			throw new UncheckedIOException("the interconnect's socket of node " + node + " failed", e);
		}
	}

	private void receive() throws IOException {
		frame.clear();
		try {
			socket.read(frame);
		} catch (PortUnreachableException e) {
			/* Something sent to the node earlier has come back: it does not run. Nothing was received. */
			return;
		}
		frame.flip();
		input.received(node, frame);
	}
}
