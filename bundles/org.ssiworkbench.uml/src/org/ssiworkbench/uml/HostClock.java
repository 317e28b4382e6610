package org.ssiworkbench.uml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One moment on the host's clocks.
 *
 * @param tsc the processor's time stamp counter, which guests read too
 * @param monotonic ns of the host's CLOCK_MONOTONIC, which is what {@link System#nanoTime()} gives on Linux
 * @param realtime ns since the epoch
 */
public record HostClock(long tsc, long monotonic, long realtime) {

	/** Reads the clocks now, to about 50 ns. */
	public static HostClock read(NativeTools tools) throws IOException {
		Process process = new ProcessBuilder(tools.ssiInit().toString(), "clock").start();
		String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
		String[] words = text.split(" ");
		if (words.length != 3)
			throw new IOException("ssi-init clock said " + text);
		return new HostClock(Long.parseUnsignedLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
	}
}
