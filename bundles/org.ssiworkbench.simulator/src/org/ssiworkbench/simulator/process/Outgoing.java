package org.ssiworkbench.simulator.process;

import org.ssiworkbench.node.vproc.Dump;

/** A simulated process that is being moved out. */
final class Outgoing {
	/** Tells what a part of an image is. */
	static final byte MEMORY = 0;
	static final byte STATE = 1;
	/** How long it takes to stop a process. */
	private static final long FREEZE_TIME = 100_000;
	private static final int PART = 64 << 10;
	private static final double NANO = 1e-9;

	private final World world;
	private final SimulatedProcess process;
	final int target;
	final Dump dump;
	boolean frozen;
	boolean over;
	private long roundBegan;
	private long owed;

	Outgoing(World world, SimulatedProcess process, int target, Dump dump) {
		this.world = world;
		this.process = process;
		this.target = target;
		this.dump = dump;
		owed = process.memory;
		roundBegan = world.now();
	}

	/** What has been written since the round began. */
	private long written() {
		return Math.min(process.memory, (long) (process.dirty * NANO * (world.now() - roundBegan)));
	}

	void round() {
		long bytes = owed;
		roundBegan = world.now();
		send(bytes, () -> {
			owed = written();
			dump.roundDone(owed);
		});
	}

	/** {@code stop} takes the process off its processor. */
	void freeze(Runnable stop) {
		world.at(world.now() + FREEZE_TIME, () -> {
			if (over)
				return;
			stop.run();
			frozen = true;
			owed = written();
			dump.frozen();
			send(owed, this::sendState);
		});
	}

	private void sendState() {
		byte[] image = process.image();
		byte[] part = new byte[1 + image.length];
		part[0] = STATE;
		System.arraycopy(image, 0, part, 1, image.length);
		dump.chunk(part, () -> {
			if (!over)
				dump.dumped();
		});
	}

	private void send(long bytes, Runnable then) {
		if (over)
			return;
		if (bytes <= 0) {
			then.run();
			return;
		}
		byte[] part = new byte[(int) Math.min(PART, bytes)];
		part[0] = MEMORY;
		dump.chunk(part, () -> send(bytes - part.length, then));
	}
}
