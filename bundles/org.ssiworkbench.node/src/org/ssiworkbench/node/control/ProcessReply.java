package org.ssiworkbench.node.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import org.ssiworkbench.node.keepalive.Registered;
import org.ssiworkbench.node.vproc.ProcessWire;
import org.ssiworkbench.node.vproc.Vproc.Placed;

/**
 * A part of the answer to a {@link ProcessRequest}.
 *
 * @param id of the request
 * @param last whether no more parts come
 * @param part some processes, some of what keepalive monitors, or the reason of a refusal, empty when it was done
 */
public record ProcessReply(int id, boolean last, byte[] part) {
	private static final int HEAD = 5;
	private static final int PER_PART = 256;

	/** The payload of a {@link ControlFrame.Type#PROCESS_REPLY} frame. */
	public byte[] encode() {
		return ByteBuffer.allocate(HEAD + part.length).putInt(id).put((byte) (last ? 1 : 0)).put(part).array();
	}

	/** Reads what {@link #encode} wrote. */
	public static ProcessReply decode(byte[] payload) throws IOException {
		if (payload.length < HEAD)
			throw new IOException("not a reply about processes");
		ByteBuffer in = ByteBuffer.wrap(payload);
		return new ProcessReply(in.getInt(), in.get() != 0, Arrays.copyOfRange(payload, HEAD, payload.length));
	}

	/** An answer that is done or refused. */
	public static ProcessReply outcome(int id, String reason) {
		return new ProcessReply(id, true, reason.getBytes(StandardCharsets.UTF_8));
	}

	/** The reason of a refusal; empty when it was done. */
	public String reason() {
		return new String(part, StandardCharsets.UTF_8);
	}

	/** Processes in as many parts as are needed, none of which is longer than a frame may be. */
	public static List<ProcessReply> processes(int id, List<Placed> all) {
		return parts(id, all, ProcessWire::encode);
	}

	/** What keepalive monitors, in as many parts as are needed. */
	public static List<ProcessReply> kept(int id, List<Registered> all) {
		return parts(id, all, Registered::encode);
	}

	private static <T> List<ProcessReply> parts(int id, List<T> all, Function<List<T>, byte[]> encode) {
		List<ProcessReply> replies = new ArrayList<>();
		int from = 0;
		do {
			int to = Math.min(all.size(), from + PER_PART);
			replies.add(new ProcessReply(id, to == all.size(), encode.apply(all.subList(from, to))));
			from = to;
		} while (from < all.size());
		return replies;
	}

	/** The processes in this part. */
	public List<Placed> processes() throws IOException {
		return ProcessWire.decode(part);
	}

	/** What keepalive monitors, of this part. */
	public List<Registered> kept() throws IOException {
		return Registered.decode(part);
	}
}
