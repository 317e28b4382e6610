package org.ssiworkbench.node.linux;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/**
 * One TCP connection: frames of {@code u32 length, bytes}, of which the first one from the opener says who it is. Closed
 * by whoever meets an error.
 */
final class Connection {
	static final int HELLO_BYTES = 16;
	private static final int MAGIC = 0x53534931;
	private static final int MAX_FRAME = 16 << 20;
	private static final int GATHER = 16;

	/** The other node; 0 until its hello has come. */
	int peer;
	int channel;
	int incarnation;
	/** When to give up connecting, ns of {@link System#nanoTime()}. */
	long connectBy;
	private final SocketChannel socket;
	private final SelectionKey key;
	private final ArrayDeque<ByteBuffer> output = new ArrayDeque<>();
	private long queued;
	private ByteBuffer input = ByteBuffer.allocate(8 << 10);

	Connection(SocketChannel socket, Selector selector, int interest) throws IOException {
		this.socket = socket;
		socket.configureBlocking(false);
		socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
		key = socket.register(selector, interest, this);
	}

	/** The opener's first frame. */
	void hello(int node, int itsChannel, int itsIncarnation) throws IOException {
		ByteBuffer hello = ByteBuffer.allocate(HELLO_BYTES);
		send(hello.putInt(MAGIC).putInt(node).putInt(itsChannel).putInt(itsIncarnation).array());
	}

	/** Takes the hello in. */
	void readHello(byte[] frame) throws IOException {
		ByteBuffer hello = ByteBuffer.wrap(frame);
		if (frame.length != HELLO_BYTES || hello.getInt() != MAGIC)
			throw new IOException("a connection that does not begin with a hello");
		peer = hello.getInt();
		channel = hello.getInt();
		incarnation = hello.getInt();
	}

	boolean is(int itsPeer, int itsChannel) {
		return peer == itsPeer && channel == itsChannel;
	}

	SocketChannel socket() {
		return socket;
	}

	boolean isOpen() {
		return socket.isOpen();
	}

	long queued() {
		return queued;
	}

	void finishConnect() throws IOException {
		socket.finishConnect();
		key.interestOps(SelectionKey.OP_READ);
	}

	void send(byte[] frame) throws IOException {
		boolean idle = output.isEmpty();
		output.add(ByteBuffer.allocate(Integer.BYTES).putInt(frame.length).flip());
		output.add(ByteBuffer.wrap(frame));
		queued += Integer.BYTES + frame.length;
		if (idle)
			flush();
	}

	/** Writes what the network takes now. */
	void flush() throws IOException {
		while (!output.isEmpty()) {
			long n = output.size() == 1 ? socket.write(output.peek()) : socket.write(gather());
			queued -= n;
			while (!output.isEmpty() && !output.peek().hasRemaining())
				output.remove();
			if (n == 0)
				break;
		}
		int interest = output.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
		if (key.interestOps() != interest)
			key.interestOps(interest);
	}

	private ByteBuffer[] gather() {
		ByteBuffer[] some = new ByteBuffer[Math.min(GATHER, output.size())];
		int i = 0;
		for (ByteBuffer buffer : output) {
			if (i == some.length)
				break;
			some[i++] = buffer;
		}
		return some;
	}

	/** Reads once from the network; whole frames are then to be had from {@link #nextFrame()}. */
	void fill() throws IOException {
		if (socket.read(input) < 0)
			throw new EOFException("closed by the peer");
	}

	/** The next whole frame that has come, else null. */
	byte[] nextFrame() throws IOException {
		int available = input.position();
		if (available < 4)
			return null;
		int length = input.getInt(0);
		if (length < 0 || length > MAX_FRAME)
			throw new IOException("a frame of " + length + " bytes");
		if (available < 4 + length) {
			ensureRoom(4 + length);
			return null;
		}
		byte[] frame = new byte[length];
		input.flip().position(4).get(frame);
		input.compact();
		return frame;
	}

	private void ensureRoom(int needed) {
		if (input.capacity() < needed)
			input = ByteBuffer.allocate(needed).put(input.flip());
	}

	void close() {
		key.cancel();
		try {
			socket.close();
		} catch (IOException e) {
			throw new IllegalStateException("cannot close a socket", e);
		}
	}
}
