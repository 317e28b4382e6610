package org.ssiworkbench.node.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * One frame of the control line between the controller and the agent of a UML node: a raw serial line that carries
 * {@code u8 type, u32 length (big endian), payload}. Payload layouts are documented in {@code docs/control-line.md}.
 *
 * @param type what the payload is
 * @param payload at most {@link #MAX_PAYLOAD} bytes
 */
public record ControlFrame(Type type, byte[] payload) {

	/** Larger lengths mean a broken line. */
	public static final int MAX_PAYLOAD = 1 << 20;

	/** Kinds of frames; the ordinal is the type byte on the line, so new kinds go to the end. */
	public enum Type {
		/** Agent to controller, first frame: the agent is there. Payload: UTF-8 {@code key=value} lines (pid_max, kernel, clock offset ...). */
		HELLO,
		/** Controller to agent, first frame: UTF-8 {@code key=value} lines of the node's configuration and its peers' addresses. */
		CONFIG,
		/** Agent to controller whenever membership changes, and with each load sample: see {@link StatusText}. */
		STATUS,
		/** Agent to controller: whole CTF packets of the node's stream. */
		TRACE,
		/** Agent to controller: a UTF-8 line for people. */
		LOG,
		/** Agent to controller, last frame: the node ended itself; payload is the reason. */
		HALTED,
		/** Controller to agent: leave gracefully. */
		SHUTDOWN,
		/** Controller to agent: i32 exec id, u8 flags (1 = pty), then NUL-terminated arguments. */
		EXEC_START,
		/** Controller to agent: i32 exec id, bytes for standard input. */
		EXEC_INPUT,
		/** Controller to agent: i32 exec id; end of standard input. */
		EXEC_EOF,
		/** Controller to agent: i32 exec id, i32 signal number. */
		EXEC_SIGNAL,
		/** Agent to controller: i32 exec id, u8 stream (1 or 2), bytes. */
		EXEC_OUTPUT,
		/** Agent to controller: i32 exec id, i32 exit status (128 + signal when killed). */
		EXEC_EXIT,
		/** Agent to controller: i64 bytes taken off the line so far; see {@link ControlWindow}. */
		TAKEN,
		/** Controller to agent: something about processes is asked; see {@link ProcessRequest}. */
		PROCESS_REQUEST,
		/** Agent to controller: a part of the answer to a request; see {@link ProcessReply}. */
		PROCESS_REPLY,
		/** Controller to agent: breakpoints in place of all earlier ones; see {@link org.ssiworkbench.trace.breakpoint.BreakpointText}. */
		DEBUG_BREAKPOINTS,
		/** Controller to agent: handle nothing any more, and say so. */
		DEBUG_STOP,
		/** Controller to agent: go on; payload is a {@link org.ssiworkbench.node.inspect.Goal} at which to stop again. */
		DEBUG_GO,
		/** Agent to controller: the node stands, or hit a breakpoint that stops nothing; a {@link org.ssiworkbench.node.inspect.StopReport}. */
		DEBUG_STOPPED,
		/** Controller to agent: i32 exec id, i32 rows, i32 columns: its terminal's size has changed. */
		EXEC_SIZE
	}

	private static final Type[] TYPES = Type.values();

	/** Reads the next frame; {@link EOFException} at the end, {@link IOException} when the line is not a control line. */
	public static ControlFrame read(DataInputStream in) throws IOException {
		int type = in.readUnsignedByte();
		int length = in.readInt();
		if (type >= TYPES.length || length < 0 || length > MAX_PAYLOAD)
			throw new IOException("not a control frame: type " + type + ", length " + length);
		byte[] payload = new byte[length];
		in.readFully(payload);
		return new ControlFrame(TYPES[type], payload);
	}

	/** Writes this frame; the caller flushes. */
	public void write(DataOutputStream out) throws IOException {
		out.writeByte(type.ordinal());
		out.writeInt(payload.length);
		out.write(payload);
	}
}
