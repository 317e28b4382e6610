package org.ssiworkbench.node.linux;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Frames about processes between the agent and PID 1: {@code u8 type, u32 length (big endian), payload}, types from
 * {@link #FIRST}. Handlers are set before {@link #start} and run on the node's thread, on which alone frames are sent.
 */
final class InitLine {
	/** Lowest type of a frame. */
	static final int FIRST = 32;
	/** PID 1 tells: u32 count, that many pids that have come, pids that have gone. */
	static final int PROCESS_NEWS = 40;
	/** PID 1 tells: u32 pid, u32 status of a child of its own. */
	static final int PROCESS_REAPED = 41;
	/** To PID 1: u32 pid, u32 signal. */
	static final int PROCESS_SIGNAL = 42;

	private static final String FROM_INIT = "/proc/self/fd/5";
	private static final String TO_INIT = "/proc/self/fd/6";
	private static final int MAX_FRAME = 5 << 20;
	private static final int HEAD = 5;

	private final LinuxHost host;
	private final FileOutputStream out;
	private final Map<Integer, Consumer<ByteBuffer>> handlers = new HashMap<>();

	InitLine(LinuxHost host) throws IOException {
		this.host = host;
		out = new FileOutputStream(TO_INIT);
	}

	/** Sets what is done with frames of a type; the payload lies between the buffer's position and its limit. */
	void on(int type, Consumer<ByteBuffer> handler) {
		handlers.put(type, handler);
	}

	/** Begins to read. */
	void start() throws IOException {
		DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(FROM_INIT)));
		Thread reader = new Thread(() -> read(in), "init");
		reader.setDaemon(true);
		reader.start();
	}

	/** Sends a frame. */
	void send(int type, byte[] payload) {
		byte[] frame = new byte[HEAD + payload.length];
		ByteBuffer.wrap(frame).put((byte) type).putInt(payload.length).put(payload);
		try {
			out.write(frame);
		} catch (IOException e) {
			host.halt("PID 1 does not listen: " + e.getMessage());
		}
	}

	/** Sends a frame of numbers. */
	void send(int type, int... values) {
		ByteBuffer payload = ByteBuffer.allocate(Integer.BYTES * values.length);
		for (int value : values)
			payload.putInt(value);
		send(type, payload.array());
	}

	private void read(DataInputStream in) {
		try (in) {
			while (true)
				pass(in);
		} catch (EOFException e) {
			return; // a trial run on no node: there is no PID 1
		} catch (IOException e) {
			host.later(() -> host.halt("PID 1 cannot be understood: " + e.getMessage()));
		}
	}

	private void pass(DataInputStream in) throws IOException {
		int type = in.readUnsignedByte();
		int length = in.readInt();
		Consumer<ByteBuffer> handler = handlers.get(type);
		if (handler == null || length < 0 || length > MAX_FRAME)
			throw new IOException("a frame of type " + type + " and " + length + " bytes");
		byte[] payload = new byte[length];
		in.readFully(payload);
		host.later(() -> handler.accept(ByteBuffer.wrap(payload)));
	}
}
