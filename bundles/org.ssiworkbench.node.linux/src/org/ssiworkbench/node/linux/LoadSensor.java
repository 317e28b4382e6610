package org.ssiworkbench.node.linux;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * The node's load: its median number of runnable processes besides the agent itself in the last second, from
 * {@code /proc/loadavg}. The median, because what others are told falls slowly: the work of taking in a process is no load.
 * A node with little to do looks four times a second, a busy one ten times. Confined to the node's thread.
 */
final class LoadSensor {
	private static final long SECOND = 1_000_000_000;
	/** Looks that count however old they are: a node that was held up does not judge by one. */
	private static final int LEAST = 5;
	private static final long IDLE_INTERVAL = SECOND / 4;
	private static final long BUSY_INTERVAL = SECOND / 10;

	private record Look(long time, int runnable) {
	}

	private final ArrayDeque<Look> looks = new ArrayDeque<>();
	private long next = System.nanoTime();

	/** ns until {@link #look} is to be called. */
	long nanosToWait() {
		return Math.max(0, next - System.nanoTime());
	}

	/** Looks if it is time to; whether it was. */
	boolean look() {
		long now = System.nanoTime();
		if (now < next)
			return false;
		Look look = new Look(now, Math.max(0, runnable() - 1));
		looks.add(look);
		while (looks.size() > LEAST && now - looks.getFirst().time >= SECOND)
			looks.removeFirst();
		next = now + (look.runnable > 1 ? BUSY_INTERVAL : IDLE_INTERVAL);
		return true;
	}

	/** Hundredths of a runnable process. */
	long load() {
		look();
		int[] sorted = looks.stream().mapToInt(Look::runnable).sorted().toArray();
		return sorted.length == 0 ? 0 : 100L * sorted[(sorted.length - 1) / 2];
	}

	/** The fourth word of the file reads {@code runnable/all}. */
	private static int runnable() {
		byte[] text = new byte[128];
		try (FileInputStream file = new FileInputStream("/proc/loadavg")) {
			String line = new String(text, 0, Math.max(0, file.read(text)), StandardCharsets.US_ASCII);
			int slash = line.indexOf('/');
			return Integer.parseInt(line.substring(line.lastIndexOf(' ', slash) + 1, slash));
		} catch (IOException e) {
			throw new IllegalStateException("this node has no /proc/loadavg", e);
		}
	}
}
