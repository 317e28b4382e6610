package org.ssiworkbench.node.linux;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Frames about processes between the agent and PID 1: {@code u8 type, u32 length (big endian), payload}, types from
 * 32. Handlers are set before {@link #start} and run on the node's thread, on which alone frames are sent.
 */
final class InitLine {
	/** From PID 1: a command in the node asks, see {@link org.ssiworkbench.node.linux.commands.Request}. */
	static final int CLIENT_REQUEST = 32;
	/** To PID 1: a part of the answer to a command. */
	static final int CLIENT_REPLY = 33;
	/** From PID 1: i32 client; a command that had asked is gone. */
	static final int CLIENT_GONE = 34;
	/** To PID 1: this node is UP. */
	static final int NODE_UP = 35;
	/** From PID 1: u32 count, that many pids that have come, pids that have gone. */
	static final int PROCESS_NEWS = 40;
	/** From PID 1: u32 pid, u32 status of a child of its own. */
	static final int PROCESS_REAPED = 41;
	/** u32 pid, u32 signal. */
	static final int PROCESS_SIGNAL = 42;
	/** From PID 1: u32 pid, u32 signal that stopped a child of its own; 0: it goes on. */
	static final int PROCESS_STOPPED = 43;
	/** u32 token, u32 pid, u32 group, u32 session, each 0 for a new one, u32 home, description of a program. */
	static final int RUN = 44;
	/** From PID 1: u32 token, u32 pid or 0, why not. */
	static final int RAN = 45;
	/** From PID 1: u32 pid of a process that wants to go on elsewhere, u32 node, description of the program. */
	static final int EXECUTE = 46;
	/** u32 pid, u8 1 = done, why not. */
	static final int EXECUTED = 47;
	/** u32 node of the stand-in, u32 pid, message; from PID 1 with u8 1 = for the process, 0 = for the stand-in, before it. */
	static final int STREAM = 48;
	/** u32 pid. */
	static final int STAND_IN = 49;
	/** u32 pid, u32 signal. */
	static final int STAND_IN_STOPPED = 50;
	/** u32 pid, u32 status. */
	static final int STAND_IN_ENDED = 51;
	/** u32 pid. */
	static final int STAND_IN_DROPPED = 52;
	/** From PID 1: u32 pid, u32 signal, u32 sender, u8 1 = to the whole group. */
	static final int STAND_IN_SIGNAL = 53;
	/** From PID 1: u32 pid, u32 child, u32 status. */
	static final int STAND_IN_CHILD = 54;
	/** u32 token of a mover, u32 pid, u8 order, payload; see {@link MoverLine}. */
	static final int MOVE = 55;
	/** From PID 1: u32 token of a mover, u8 reply, payload. */
	static final int MOVED = 56;

	/** The agent's ends of its pipes from and to PID 1. */
	static final String FROM_INIT = "/proc/self/fd/5";
	static final String TO_INIT = "/proc/self/fd/6";
	private static final int MAX_FRAME = 5 << 20;
	private static final int HEAD = 5;

	private final DataInputStream in;
	private final OutputStream out;
	private final Map<Integer, Consumer<ByteBuffer>> handlers = new HashMap<>();
	private LinuxHost host;

	InitLine(InputStream in, OutputStream out) {
		this.in = new DataInputStream(new BufferedInputStream(in));
		this.out = out;
	}

	/** Sets what is done with frames of a type; the payload lies between the buffer's position and its limit. */
	void on(int type, Consumer<ByteBuffer> handler) {
		handlers.put(type, handler);
	}

	/** Begins to read. */
	void start(LinuxHost itsHost) {
		host = itsHost;
		Thread reader = new Thread(this::read, "init");
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

	private void read() {
		try (in) {
			while (true)
				pass();
		} catch (EOFException e) {
			return; // in a rehearsal there is no PID 1
		} catch (IOException e) {
			host.later(() -> host.halt("PID 1 cannot be understood: " + e.getMessage()));
		}
	}

	private void pass() throws IOException {
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
