package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processor time in seconds, user and system, so far.
 *
 * @param own of this process
 * @param children of those of its children that have ended
 */
record ProcessorTime(double own, double children) {
	private static final Path STAT = Path.of("/proc/self/stat");
	/** Whatever the kernel counts in, this is the unit of the file on every Linux. */
	private static final double TICKS_PER_SECOND = 100;
	/** Place of utime behind the command's name, see proc(5). */
	private static final int USER = 11;

	static ProcessorTime now() throws IOException {
		String stat = Files.readString(STAT);
		String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
		return new ProcessorTime(seconds(fields, USER), seconds(fields, USER + 2));
	}

	/** What passed since an earlier time. */
	ProcessorTime since(ProcessorTime earlier) {
		return new ProcessorTime(own - earlier.own, children - earlier.children);
	}

	private static double seconds(String[] fields, int first) {
		return (Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1])) / TICKS_PER_SECOND;
	}
}
