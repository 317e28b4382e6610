package org.ssiworkbench.uml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What {@code /proc} of the host says about the processes of a machine. */
final class HostProcesses {
	private static final Path PROC = Path.of("/proc");
	private static final int SESSION = 3;
	private static final int START_TIME = 19;

	private HostProcesses() {
	}

	/** A process and all its descendants. */
	static List<Long> tree(long pid) {
		List<Long> pids = new ArrayList<>();
		ProcessHandle.of(pid).ifPresent(root -> {
			pids.add(pid);
			root.descendants().forEach(child -> pids.add(child.pid()));
		});
		return pids;
	}

	/** The processes of a session. */
	static List<Long> session(long session) {
		List<Long> pids = new ArrayList<>();
		ProcessHandle.allProcesses().forEach(process -> {
			if (stat(process.pid(), SESSION) == session)
				pids.add(process.pid());
		});
		return pids;
	}

	/** Start time of a process in clock ticks after boot; -1 when there is none. */
	static long startTime(long pid) {
		return stat(pid, START_TIME);
	}

	/** A numeric field of {@code /proc/PID/stat}, counted from 0 after the command's name; -1 when there is no process. */
	private static long stat(long pid, int field) {
		try {
			String text = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
			return Long.parseLong(text.substring(text.lastIndexOf(')') + 2).split(" ")[field]);
		} catch (IOException e) {
			return -1;
		}
	}

	/**
	 * Bytes these processes occupy, each page shared with others counted in its share. Helpers that share their memory
	 * with another of them (a kernel's own threads of control) count once.
	 */
	static long memory(List<Long> pids) throws IOException {
		Set<String> seen = new HashSet<>();
		long kilobytes = 0;
		for (long pid : pids) {
			Path process = PROC.resolve(Long.toString(pid));
			String rollup = read(process.resolve("smaps_rollup"));
			if (!rollup.isEmpty() && seen.add(rollup))
				kilobytes += value(rollup, "Pss:");
		}
		return kilobytes << 10;
	}

	/** The system's id of the calling thread. */
	static long threadId() {
		try {
			return Long.parseLong(Files.readSymbolicLink(PROC.resolve("thread-self")).getFileName().toString());
		} catch (IOException e) {
			throw new UncheckedIOException("this machine has no /proc/thread-self", e);
		}
	}

	/** Nanoseconds of processor time that a thread of this process has used; 0 when it has ended. */
	static long threadTime(long id) {
		String text = read(PROC.resolve("self/task").resolve(Long.toString(id)).resolve("schedstat"));
		return text.isEmpty() ? 0 : Long.parseLong(text.substring(0, text.indexOf(' ')));
	}

	private static String read(Path path) {
		try {
			return Files.readString(path);
		} catch (IOException e) {
			return "";
		}
	}

	private static long value(String text, String key) throws IOException {
		for (String line : text.split("\n"))
			if (line.startsWith(key))
				return Long.parseLong(line.replaceAll("\\D", ""));
		throw new IOException("no " + key + " in smaps_rollup");
	}
}
