package org.ssiworkbench.uml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Ends what a controller that was killed left behind. */
public final class StaleMachines {
	private StaleMachines() {
	}

	/**
	 * Kills every machine recorded in a cluster's runtime folder and deletes its files. Only processes that the records
	 * prove to be a machine's are touched. Call it before the cluster's first machine starts, with no other controller
	 * of that cluster running.
	 *
	 * @return the number of processes killed
	 */
	public static int clean(Path runtime) throws IOException {
		int killed = 0;
		for (Path record : Folders.children(runtime.resolve("pids")))
			killed += clean(runtime, record);
		return killed;
	}

	private static int clean(Path runtime, Path record) throws IOException {
		int killed = 0;
		String[] words = read(record).trim().split(" ");
		if (words.length == 2 && words[0].matches("\\d{1,10}") && words[1].matches("\\d{1,18}"))
			killed = killSession(Long.parseLong(words[0]), Long.parseLong(words[1]));
		Folders.delete(runtime.resolve("uml").resolve(record.getFileName()));
		Files.deleteIfExists(record);
		return killed;
	}

	private static String read(Path record) throws IOException {
		try {
			return Files.readString(record);
		} catch (NoSuchFileException e) {
			return "";
		}
	}

	/**
	 * The record names the session's leader. If another process has that id now, the id was free in between, and then
	 * no process was left in the session.
	 */
	private static int killSession(long leader, long started) {
		long now = HostProcesses.startTime(leader);
		if (now >= 0 && now != started)
			return 0;
		int killed = 0;
		for (long pid : HostProcesses.session(leader))
			if (HostProcesses.startTime(pid) >= started
					&& ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false))
				killed++;
		return killed;
	}
}
