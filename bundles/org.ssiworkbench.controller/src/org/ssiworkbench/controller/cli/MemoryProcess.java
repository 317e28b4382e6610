package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

import org.ssiworkbench.controller.protocol.ControllerService.Kill;

/** A process of {@code ssi-bench memory} on some node, which knows what its memory has to contain. */
final class MemoryProcess {
	private static final String FOLDER = "/shared/";
	/** Its parent waits for it and says with which status it ended. */
	private static final String COMMAND = "setsid sh -c 'ssi-bench memory %d %d %s; echo $? >%s' </dev/null >/dev/null 2>&1 &";
	private static final String ENDED = ".end";
	private static final int USR1 = 10;
	private static final long LIMIT_MS = 60_000;
	private static final long POLL_MS = 5;

	/** Pages that were not as they were left, and the longest time that the process stood still since the last look, ns. */
	record Look(long bad, long gap) {
	}

	private final Path said;
	private final int pid;
	private final int origin;

	private MemoryProcess(Path said, int pid, int origin) {
		this.said = said;
		this.pid = pid;
		this.origin = origin;
	}

	/** Starts one; {@code name} is new. {@code rate} in KB it writes a second. */
	static MemoryProcess start(BootedCluster cluster, RunningCluster running, int node, String name, int megabytes, int rate)
			throws IOException, InterruptedException {
		new NodeCommands(cluster).run(node, "sh", "-c",
				COMMAND.formatted(megabytes, rate, FOLDER + name, FOLDER + name + ENDED));
		Path said = cluster.shared().resolve(name);
		int pid = Integer.parseInt(await(said, 0, words -> words[1].equals("ready"))[2]);
		awaitNoticed(running, pid);
		return new MemoryProcess(said, pid, node);
	}

	private static void awaitNoticed(RunningCluster running, int pid) throws InterruptedException {
		while (running.await(running.service().processes()).stream().noneMatch(process -> process.pid() == pid))
			Thread.sleep(POLL_MS);
	}

	int pid() {
		return pid;
	}

	/** The node where it was started, on which its parent stays. */
	int origin() {
		return origin;
	}

	/** The status with which it ended, as its parent's shell knows it; 0 while that does not know of an end. */
	int ended() throws IOException {
		Path end = said.resolveSibling(said.getFileName() + ENDED);
		String status = Files.exists(end) ? Files.readString(end).strip() : "";
		return status.isEmpty() ? 0 : Integer.parseInt(status);
	}

	/** All that it has said, a line each. */
	List<String> said() throws IOException {
		return lines(said);
	}

	/** Has it check its memory, wherever it runs. */
	Look look(RunningCluster running) throws IOException, InterruptedException {
		int before = said().size();
		running.await(running.service().kill(new Kill(pid, USR1)));
		String[] words = await(said, before, line -> line[1].equals("checked"));
		return new Look(Long.parseLong(words[2]), Long.parseLong(words[3]));
	}

	private static List<String> lines(Path file) throws IOException {
		if (!Files.exists(file))
			return List.of();
		String text = Files.readString(file);
		return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
	}

	private static String[] await(Path said, int from, Predicate<String[]> wanted) throws IOException, InterruptedException {
		long end = System.currentTimeMillis() + LIMIT_MS;
		while (System.currentTimeMillis() < end) {
			List<String> lines = lines(said);
			for (int i = from; i < lines.size(); i++) {
				String[] words = lines.get(i).split(" ");
				if (wanted.test(words))
					return words;
			}
			Thread.sleep(POLL_MS);
		}
		throw new CommandException("a process was not heard of for " + LIMIT_MS / 1000 + " s; last it said: "
				+ lines(said).stream().reduce((a, b) -> b).orElse("nothing"));
	}
}
