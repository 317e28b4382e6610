package org.ssiworkbench.node.linux;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.ssiworkbench.node.vproc.ProcessHost.Started;
import org.ssiworkbench.node.vproc.ProcessInfo;
import org.ssiworkbench.node.vproc.ProcessStart;

/**
 * Programs that PID 1 runs for others, and processes here that go on as programs elsewhere. The details of a
 * {@link ProcessStart} are the number of the node where its stand-in is, and the program's description by the stand-in.
 */
final class Programs {
	private static final int PINNED = 1;
	private static final int RUNS = 1;
	private static final int REFUSED = 0;
	private static final int UMASK = 022;
	private static final List<String> ENVIRONMENT = List.of(
			"PATH=/run/ssi/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/", "LANG=C.UTF-8");

	private record Waiting(ProcessStart start, Started answer) {
	}

	private final InitLine init;
	private final LinuxProcesses processes;
	private final Map<Integer, Waiting> starting = new HashMap<>();
	/** Processes here that have asked to go on elsewhere. */
	private final Set<Integer> leaving = new HashSet<>();
	private int lastToken;

	Programs(InitLine init, LinuxProcesses processes) {
		this.init = init;
		this.processes = processes;
		init.on(InitLine.RAN, this::ran);
		init.on(InitLine.EXECUTE, this::execute);
	}

	void start(ProcessStart start, Started answer) {
		int token = ++lastToken;
		starting.put(token, new Waiting(start, answer));
		byte[] details = start.details().length > 0 ? start.details() : plain(start);
		init.send(InitLine.RUN, new FrameWriter().u32(token).u32(start.pid()).u32(start.group()).u32(start.session())
				.bytes(details).toBytes());
	}

	/** A program with no streams, an ordinary environment and no limits of its own. */
	private static byte[] plain(ProcessStart start) {
		return new FrameWriter().u32(0).u32(start.pinned() ? PINNED : 0).u32(start.uid()).u32(start.uid()).u32(0)
				.texts(start.arguments()).texts(ENVIRONMENT).utf8("/\0").u32(UMASK).u32(0).u32(0).u32(0).toBytes();
	}

	private void ran(ByteBuffer frame) {
		Waiting waiting = starting.remove(frame.getInt());
		int pid = frame.getInt();
		String reason = StandardCharsets.UTF_8.decode(frame).toString();
		if (waiting == null)
			return;
		if (pid != 0 && waiting.start.pid() == 0)
			processes.began(pid, waiting.start);
		else if (pid != 0)
			processes.arrived(pid, waiting.start.parent(), waiting.start.group(), waiting.start.session());
		processes.run(() -> waiting.answer.started(pid, reason));
	}

	private void execute(ByteBuffer frame) {
		int pid = frame.getInt();
		int node = frame.getInt();
		ProcessInfo process = processes.process(pid);
		if (process == null)
			return;
		leaving.add(pid);
		boolean pinned = (frame.getInt(frame.position()) & PINNED) != 0;
		byte[] details = new byte[Integer.BYTES + frame.remaining()];
		ByteBuffer.wrap(details).putInt(processes.self()).put(frame.duplicate());
		ProcessStart start = new ProcessStart(pid, process.parent(), process.group(), process.session(), process.uid(), pinned,
				arguments(frame), details);
		processes.run(() -> processes.vproc().execute(node, start, outcome -> executed(pid, outcome.reason())));
	}

	/** The words of a description, which come behind flags, user, group and more groups. */
	private static List<String> arguments(ByteBuffer description) {
		int groups = description.getInt(description.position() + 3 * Integer.BYTES);
		description.position(description.position() + (4 + groups) * Integer.BYTES);
		List<String> words = new ArrayList<>();
		for (int left = description.getInt(); left > 0; left--) {
			int begin = description.position();
			while (description.get() != 0)
				continue;
			words.add(new String(description.array(), begin, description.position() - begin - 1, StandardCharsets.UTF_8));
		}
		return words;
	}

	private void executed(int pid, String reason) {
		leaving.remove(pid);
		init.send(InitLine.EXECUTED, new FrameWriter().u32(pid).u8(reason.isEmpty() ? RUNS : REFUSED).utf8(reason).toBytes());
	}

	/** Whether a process here has asked to go on elsewhere, and so is a stand-in when it has left. */
	boolean leaves(int pid) {
		return leaving.contains(pid);
	}
}
