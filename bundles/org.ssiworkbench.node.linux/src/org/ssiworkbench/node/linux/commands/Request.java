package org.ssiworkbench.node.linux.commands;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One command's words, and the way back to it. */
public final class Request {
	private static final int OUT = 1;
	private static final int ERR = 2;
	private static final int END = 0;
	private static final int HEAD = 2 * Integer.BYTES + 1;
	private static final int CHUNK = 64 << 10;

	private final int client;
	private final int pid;
	private final int uid;
	private final List<String> words;
	private final Replies replies;

	/** Where the frames of answers go. */
	@FunctionalInterface
	public interface Replies {
		/** i32 client, i32 exit status, u8 stream (1 out, 2 err, 0 = the end), text. */
		void send(byte[] frame);
	}

	private Request(int client, int pid, int uid, List<String> words, Replies replies) {
		this.client = client;
		this.pid = pid;
		this.uid = uid;
		this.words = words;
		this.replies = replies;
	}

	/** Reads what PID 1 passed on: i32 client, i32 pid, i32 uid, words each ended by NUL. */
	public static Request decode(ByteBuffer in, Replies replies) {
		int client = in.getInt();
		int pid = in.getInt();
		int uid = in.getInt();
		String text = StandardCharsets.UTF_8.decode(in).toString();
		return new Request(client, pid, uid, List.of(text.split("\0", -1)), replies);
	}

	/** The process that asks. */
	public int pid() {
		return pid;
	}

	/** Whether it asks for the superuser. */
	public boolean privileged() {
		return uid == 0;
	}

	/** The user for whom it asks. */
	public int uid() {
		return uid;
	}

	/** The command's name. */
	public String verb() {
		return words.getFirst();
	}

	/** What follows the name. */
	public List<String> arguments() {
		return words.subList(1, words.size() - 1);
	}

	/** Has the command print this to its standard output. */
	public void out(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		for (int at = 0; at < bytes.length; at += CHUNK)
			send(0, OUT, bytes, at, Math.min(CHUNK, bytes.length - at));
	}

	/** Ends the command successfully. */
	public void done() {
		end(0);
	}

	/** Ends the command with an exit status. */
	public void end(int status) {
		send(status, END, new byte[0], 0, 0);
	}

	/** Ends the command with a message on its standard error. */
	public void fail(int status, String message) {
		byte[] line = (verb() + ": " + message + "\n").getBytes(StandardCharsets.UTF_8);
		send(0, ERR, line, 0, line.length);
		end(status);
	}

	private void send(int status, int stream, byte[] data, int offset, int length) {
		replies.send(ByteBuffer.allocate(HEAD + length).putInt(client).putInt(status).put((byte) stream)
				.put(data, offset, length).array());
	}
}
