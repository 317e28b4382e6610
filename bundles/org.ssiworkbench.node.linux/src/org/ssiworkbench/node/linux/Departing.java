package org.ssiworkbench.node.linux;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;

import org.ssiworkbench.node.vproc.Dump;

/** A process that leaves: its mover here, and the parts of the image that it gives, one at a time. */
final class Departing {
	/** First byte of a part of an image. */
	static final byte CHUNK = 0;
	static final byte MAP = 1;
	/** Parts that the mover may give before it waits. */
	private static final int WINDOW = 6;
	private static final String GONE = "the process's mover was killed; the node may be short of memory";

	private final LinuxProcesses processes;
	private final MoverLine movers;
	private final int token;
	private final int pid;
	private final Dump dump;
	private final ArrayDeque<byte[]> parts = new ArrayDeque<>();
	private boolean partOut;
	/** Told when all parts are out: the end of a round, or of all. */
	private Runnable then;
	private boolean over;
	private boolean released;

	Departing(LinuxProcesses processes, MoverLine movers, int pid, Dump dump) {
		this.processes = processes;
		this.movers = movers;
		this.pid = pid;
		this.dump = dump;
		token = movers.open(this::take);
		movers.order(token, pid, MoverLine.OPEN, new FrameWriter().u32(pid).u32(0).u32(WINDOW).toBytes());
	}

	void round() {
		movers.order(token, pid, MoverLine.ROUND, new byte[0]);
	}

	/** What comes for the process from now on waits, though it may run for another moment. */
	void freeze() {
		dump.frozen();
		movers.order(token, pid, MoverLine.FREEZE, new byte[0]);
	}

	void resume() {
		over = true;
		movers.order(token, pid, MoverLine.ABORT, new byte[0]);
	}

	void release(boolean standIn) {
		over = true;
		released = true;
		movers.order(token, pid, MoverLine.COMMIT, new byte[] { (byte) (standIn ? 1 : 0) });
	}

	private void take(int type, ByteBuffer payload) {
		if (over) {
			if (type == MoverLine.END && released)
				processes.departed(pid);
			return;
		}
		switch (type) {
		case MoverLine.SENT_CHUNK -> part(CHUNK, payload);
		case MoverLine.MAP -> part(MAP, payload);
		case MoverLine.ROUND_DONE -> {
			long bytes = payload.getLong(payload.position() + Integer.BYTES + 2 * Long.BYTES);
			whenOut(() -> dump.roundDone(bytes));
		}
		case MoverLine.FROZEN -> whenOut(dump::dumped);
		case MoverLine.REFUSED -> fail(MoverLine.text(payload.position(payload.position() + Short.BYTES)));
		case MoverLine.FAILED -> fail(MoverLine.text(payload));
		case MoverLine.END -> fail(GONE);
		default -> {
			return; // tells nothing that is to be done here
		}
		}
	}

	private void fail(String reason) {
		over = true;
		processes.departed(pid);
		movers.close(token);
		processes.run(() -> dump.failed(reason));
	}

	private void part(byte tag, ByteBuffer payload) {
		byte[] part = Arrays.copyOfRange(payload.array(), payload.position() - 1, payload.limit());
		part[0] = tag; // where the frame had its type
		parts.add(part);
		next();
	}

	private void next() {
		byte[] part = partOut || over ? null : parts.poll();
		if (part != null) {
			partOut = true;
			processes.run(() -> dump.chunk(part, () -> taken(part[0])));
		} else if (!partOut && then != null && !over) {
			Runnable now = then;
			then = null;
			processes.run(now);
		}
	}

	private void taken(byte tag) {
		partOut = false;
		if (tag == CHUNK && !over)
			movers.order(token, pid, MoverLine.ACK, new FrameWriter().u32(1).toBytes());
		next();
	}

	private void whenOut(Runnable action) {
		then = action;
		next();
	}
}
