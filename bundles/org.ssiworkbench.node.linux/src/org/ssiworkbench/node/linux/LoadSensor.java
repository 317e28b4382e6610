package org.ssiworkbench.node.linux;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The node's load: runnable processes besides the agent itself, from {@code /proc/loadavg}, read at most once a second. */
final class LoadSensor {
	private static final long INTERVAL = 1_000_000_000;
	private long read = System.nanoTime() - INTERVAL;
	private long load;

	/** Hundredths of a runnable process. */
	long load() {
		long now = System.nanoTime();
		if (now - read >= INTERVAL) {
			read = now;
			load = 100L * Math.max(0, runnable() - 1);
		}
		return load;
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
