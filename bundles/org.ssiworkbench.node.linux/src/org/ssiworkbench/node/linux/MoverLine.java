package org.ssiworkbench.node.linux;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.ssiworkbench.node.vproc.ProcessInfo;

/** Orders to movers and their replies: those of docs/process-image.md, and PID 1's own. */
final class MoverLine {
	static final int CHECK = 1;
	static final int OPEN = 2;
	static final int ROUND = 3;
	static final int FREEZE = 4;
	static final int ABORT = 6;
	static final int COMMIT = 7;
	static final int RESTORE = 16;
	static final int GO = 19;
	static final int DISCARD = 20;
	static final int STAND_IN = 21;
	static final int MOVABLE = 64;
	static final int REFUSED = 65;
	static final int OPENED = 66;
	static final int ROUND_DONE = 68;
	static final int FROZEN = 69;
	static final int FAILED = 70;
	static final int PROGRESS = 73;
	static final int READY = 80;
	static final int RESTORED = 82;
	static final int STANDS_IN = 85;
	/** Both ways: what is to be known of the process's streams. */
	static final int MAP = 200;
	/** To PID 1: the mover is not needed any more. From PID 1: it has ended. */
	static final int END = 201;
	/** From PID 1: it has the map. */
	static final int TAKEN = 202;

	/** A flag of CHECK and OPEN: no stand-in will be left. */
	private static final int LEAVES_NOTHING = 2;

	/** What is done with a mover's replies. */
	@FunctionalInterface
	interface Replies {
		void take(int type, ByteBuffer payload);
	}

	private final InitLine init;
	private final Map<Integer, Replies> movers = new HashMap<>();
	private int lastToken;

	MoverLine(InitLine init) {
		this.init = init;
		init.on(InitLine.MOVED, this::moved);
	}

	/** A new mover; it is there from its first order on. */
	int open(Replies replies) {
		movers.put(++lastToken, replies);
		return lastToken;
	}

	/** Hears nothing more of a mover, which has ended or is told to. */
	void close(int token) {
		if (movers.remove(token) != null)
			order(token, 0, END, new byte[0]);
	}

	void order(int token, int pid, int type, byte[] payload) {
		init.send(InitLine.MOVE, new FrameWriter().u32(token).u32(pid).u8(type).bytes(payload).toBytes());
	}

	/** How CHECK and OPEN begin. */
	static FrameWriter which(int pid, boolean standIn) {
		return new FrameWriter().u32(pid).u32(standIn ? 0 : LEAVES_NOTHING);
	}

	/** Has a stand-in made that is a child of its parent, which executes here, or will when it has been restored. */
	void orderStandIn(int token, ProcessInfo process) {
		order(token, process.pid(), STAND_IN,
				new FrameWriter().u32(process.pid()).u32(process.parent()).u32(process.group()).toBytes());
	}

	private void moved(ByteBuffer frame) {
		int token = frame.getInt();
		int type = frame.get() & 0xff;
		Replies replies = type == END ? movers.remove(token) : movers.get(token);
		if (replies != null)
			replies.take(type, frame);
	}

	static byte[] bytes(ByteBuffer payload) {
		byte[] bytes = new byte[payload.remaining()];
		payload.get(bytes);
		return bytes;
	}

	/** A sentence. */
	static String text(ByteBuffer payload) {
		return StandardCharsets.UTF_8.decode(payload).toString();
	}
}
