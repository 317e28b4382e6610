package org.ssiworkbench.node.linux;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.ssiworkbench.node.vproc.ProcessInfo;
import org.ssiworkbench.node.vproc.ProcessInfo.Times;

/** What the kernel tells of a process in {@code /proc}. Confined to the node's thread. */
final class ProcFiles {
	/** The clock that the kernel counts CPU time with, on every Linux. */
	private static final long NANOS_PER_TICK = 10_000_000;
	private static final int PAGE = 4096;
	private static final int KERNEL_THREAD = 0x200000;
	/** The parent of kernel threads, and of programs that the kernel runs for itself, such as modprobe. */
	private static final int KTHREADD = 2;
	private static final int MAX_FILE = 4096;
	/** Asks a process to move; ignored by those that must not be moved. The same number as in image.h. */
	private static final int SIGMIGRATE = 63;

	// Fields of /proc/PID/stat behind the name, which ends with the last parenthesis.
	private static final int STATE = 0;
	private static final int PARENT = 1;
	private static final int GROUP = 2;
	private static final int SESSION = 3;
	private static final int TERMINAL = 4;
	private static final int FLAGS = 6;
	private static final int USER_TIME = 11;
	private static final int SYSTEM_TIME = 12;
	private static final int START_TIME = 19;
	private static final int VIRTUAL = 20;
	private static final int RESIDENT = 21;
	private static final int FIELDS = 22;

	private final byte[] data = new byte[MAX_FILE];
	private final long clockOffset;

	/** {@code clockOffset} is what to add to the kernel's monotonic clock to get the cluster's. */
	ProcFiles(long clockOffset) {
		this.clockOffset = clockOffset;
	}

	/** Numbers of all processes in no order, with those of kernel threads. */
	static int[] pids() {
		String[] names = new File("/proc").list();
		int[] pids = new int[names == null ? 0 : names.length];
		int count = 0;
		for (int i = 0; i < pids.length; i++)
			if (Character.isDigit(names[i].charAt(0)))
				pids[count++] = Integer.parseInt(names[i]);
		return java.util.Arrays.copyOf(pids, count);
	}

	/** The process, or null if it is a thread or a helper of the kernel or is not there. */
	ProcessInfo read(int pid) {
		String stat = text(pid, "stat");
		int open = stat.indexOf('(');
		int close = stat.lastIndexOf(')');
		if (open < 0 || close < open)
			return null;
		long[] fields = numbers(stat, close + 2);
		if ((fields[FLAGS] & KERNEL_THREAD) != 0 || fields[PARENT] == KTHREADD)
			return null;
		String status = text(pid, "status");
		Times times = new Times(fields[USER_TIME] * NANOS_PER_TICK, fields[SYSTEM_TIME] * NANOS_PER_TICK,
				fields[START_TIME] * NANOS_PER_TICK + clockOffset);
		return new ProcessInfo(pid, (int) fields[PARENT], (int) fields[GROUP], (int) fields[SESSION], uid(status),
				(char) fields[STATE], ignores(status, SIGMIGRATE), times, fields[RESIDENT] * PAGE, fields[VIRTUAL],
				stat.substring(open + 1, close), arguments(pid), terminal((int) fields[TERMINAL]));
	}

	/** The fields from a place on; the state is a letter, all else are numbers. */
	private static long[] numbers(String text, int begin) {
		long[] fields = new long[FIELDS];
		fields[STATE] = text.charAt(begin);
		int at = begin + 2;
		for (int i = 1; i < FIELDS; i++) {
			int end = text.indexOf(' ', at);
			fields[i] = Long.parseLong(text, at, end, 10);
			at = end + 1;
		}
		return fields;
	}

	private String text(int pid, String file) {
		int length = load(pid, file);
		return new String(data, 0, length, StandardCharsets.ISO_8859_1);
	}

	/** Bytes of a file that are now in {@link #data}; 0 when the process has gone. */
	private int load(int pid, String file) {
		try (FileInputStream in = new FileInputStream("/proc/" + pid + "/" + file)) {
			return Math.max(0, in.read(data));
		} catch (IOException e) {
			return 0; // it has ended meanwhile
		}
	}

	private String arguments(int pid) {
		int length = load(pid, "cmdline");
		while (length > 0 && data[length - 1] == 0)
			length--;
		for (int i = 0; i < length; i++)
			if (data[i] >= 0 && data[i] < ' ')
				data[i] = ' ';
		return new String(data, 0, Math.min(length, ProcessInfo.MAX_ARGUMENTS), StandardCharsets.UTF_8);
	}

	/** The line {@code Uid: real effective ...}. */
	private static int uid(String status) {
		int line = status.indexOf("\nUid:\t");
		if (line < 0)
			return 0;
		int begin = status.indexOf('\t', line + 6) + 1;
		return (int) Long.parseLong(status, begin, status.indexOf('\t', begin), 10);
	}

	/** The line {@code SigIgn: } has a bit for each signal, hexadecimal. */
	private static boolean ignores(String status, int signal) {
		int line = status.indexOf("\nSigIgn:\t");
		return line >= 0 && (Long.parseUnsignedLong(status, line + 9, line + 25, 16) >>> signal - 1 & 1) != 0;
	}

	/** Major numbers 136 to 143 are pseudo terminals. */
	private static String terminal(int device) {
		int major = device >>> 8 & 0xfff;
		int minor = device & 0xff | device >>> 12 & 0xfff00;
		if (device == 0)
			return "?";
		return major >= 136 && major < 144 ? "pts/" + (minor + (major - 136 << 20)) : "tty" + minor;
	}
}
