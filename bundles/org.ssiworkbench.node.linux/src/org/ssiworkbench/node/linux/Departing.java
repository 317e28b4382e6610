package org.ssiworkbench.node.linux;

import java.nio.ByteBuffer;

import org.ssiworkbench.node.vproc.Dump;

/** A process that leaves: its mover here, which gives the image to the target's mover. */
final class Departing {
	private static final String GONE = "the process's mover was killed; the node may be short of memory";
	/** Where the bytes sent, and about how many have changed since, stand in ROUND_DONE and in FROZEN. */
	private static final int ROUND_BYTES = Integer.BYTES + 2 * Long.BYTES;
	private static final int ROUND_CHANGED = ROUND_BYTES + 2 * Long.BYTES;
	private static final int FROZEN_BYTES = 2 * Long.BYTES;

	private final LinuxProcesses processes;
	private final MoverLine movers;
	private final int token;
	private final int pid;
	private final Dump dump;
	private boolean over;
	private boolean released;

	Departing(LinuxProcesses processes, MoverLine movers, int pid, boolean standIn, byte[] entrance, Dump dump) {
		this.processes = processes;
		this.movers = movers;
		this.pid = pid;
		this.dump = dump;
		token = movers.open(this::take);
		order(MoverLine.OPEN, MoverLine.which(pid, standIn).bytes(entrance).toBytes());
	}

	private void order(int type, byte... payload) {
		movers.order(token, pid, type, payload);
	}

	void round() {
		order(MoverLine.ROUND);
	}

	/** What comes for the process from now on waits, though it may run for another moment. */
	void freeze() {
		dump.frozen();
		order(MoverLine.FREEZE);
	}

	void resume() {
		over = true;
		order(MoverLine.ABORT);
	}

	void release(boolean standIn) {
		over = true;
		released = true;
		order(MoverLine.COMMIT, (byte) (standIn ? 1 : 0));
	}

	private void take(int type, ByteBuffer payload) {
		if (over) {
			if (type == MoverLine.END && released)
				processes.departed(pid);
			return;
		}
		switch (type) {
		case MoverLine.PROGRESS -> processes.run(dump::progress);
		case MoverLine.ROUND_DONE -> roundDone(payload.getLong(payload.position() + ROUND_BYTES),
				payload.getLong(payload.position() + ROUND_CHANGED));
		case MoverLine.FROZEN -> frozen(payload.getLong(payload.position() + FROZEN_BYTES));
		case MoverLine.MAP -> map(MoverLine.bytes(payload));
		case MoverLine.REFUSED -> fail(MoverLine.text(payload.position(payload.position() + Short.BYTES)));
		case MoverLine.FAILED -> fail(MoverLine.text(payload));
		case MoverLine.END -> fail(GONE);
		default -> {
			return; // tells nothing that is to be done here
		}
		}
	}

	private void roundDone(long bytes, long changed) {
		processes.run(() -> {
			dump.sent(bytes);
			dump.roundDone(changed);
		});
	}

	/** The map of its streams came before. */
	private void frozen(long bytes) {
		processes.run(() -> {
			dump.sent(bytes);
			dump.dumped();
		});
	}

	private void map(byte[] map) {
		processes.run(() -> dump.chunk(map, () -> {
		}));
	}

	private void fail(String reason) {
		over = true;
		processes.departed(pid);
		movers.close(token);
		processes.run(() -> dump.failed(reason));
	}
}
