package org.ssiworkbench.node.linux;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.vproc.Dump;
import org.ssiworkbench.node.vproc.Outcome;
import org.ssiworkbench.node.vproc.Pid;
import org.ssiworkbench.node.vproc.ProcessHost;
import org.ssiworkbench.node.vproc.ProcessInfo;
import org.ssiworkbench.node.vproc.ProcessStart;
import org.ssiworkbench.node.vproc.Vproc;

/**
 * The processes of a real Linux kernel: what they are is read from {@code /proc} when it is asked, what happens to them
 * comes from PID 1, which also does what is to be done to them. Confined to the node's thread.
 */
final class LinuxProcesses implements ProcessHost {
	private static final int INIT = 1;
	/** The name of PID 1 and of the helpers that it forks. */
	private static final String INIT_NAME = "ssi-init";

	private final ProcFiles files;
	private final InitLine init;
	private final int agent;
	/** Those that PID 1 has told of. */
	private final TreeMap<Integer, ProcessInfo> known = new TreeMap<>();
	private Node node;
	private Vproc vproc;

	LinuxProcesses(long clockOffset, InitLine init) throws IOException {
		this.init = init;
		files = new ProcFiles(clockOffset);
		agent = Integer.parseInt(new File("/proc/self").getCanonicalFile().getName());
		init.on(InitLine.PROCESS_NEWS, this::news);
		init.on(InitLine.PROCESS_REAPED, this::reaped);
	}

	/** Takes part in a node's process space. */
	Vproc join(Node itsNode) {
		node = itsNode;
		vproc = node.processes(this);
		return vproc;
	}

	private void news(ByteBuffer frame) {
		int came = frame.getInt();
		for (int i = 0; i < came; i++)
			came(frame.getInt());
		while (frame.hasRemaining())
			gone(frame.getInt());
	}

	private void came(int pid) {
		ProcessInfo process = process(pid);
		if (process == null)
			return;
		known.put(pid, process);
		node.run(() -> vproc.started(process));
	}

	/** Children of PID 1 were told of by {@link #reaped} before. Of others the kernel told their parents. */
	private void gone(int pid) {
		ProcessInfo process = known.remove(pid);
		if (process != null)
			node.run(() -> vproc.exited(pid, process.parent(), 0, true));
	}

	private void reaped(ByteBuffer frame) {
		int pid = frame.getInt();
		int status = frame.getInt();
		ProcessInfo process = known.remove(pid);
		if (process != null)
			node.run(() -> vproc.exited(pid, process.parent(), status, true));
	}

	@Override
	public ProcessInfo process(int pid) {
		if (Pid.origin(pid) == 0 || pid == agent)
			return null;
		ProcessInfo process = files.read(pid);
		return process == null || process.command().equals(INIT_NAME) ? null : process;
	}

	@Override
	public List<ProcessInfo> processes() {
		List<ProcessInfo> all = new ArrayList<>();
		for (int pid : ProcFiles.pids()) {
			ProcessInfo process = process(pid);
			if (process != null)
				all.add(process);
		}
		return all;
	}

	@Override
	public void signal(int pid, int signal, int sender) {
		if (signal != 0 && process(pid) != null)
			init.send(InitLine.PROCESS_SIGNAL, pid, signal);
	}

	@Override
	public void start(ProcessStart start, Started answer) {
		answer.started(0, "this node starts no programs for others");
	}

	@Override
	public void standIn(ProcessInfo process) {
	}

	@Override
	public List<ProcessInfo> standIns() {
		return List.of();
	}

	@Override
	public void standInStopped(int pid, int signal) {
	}

	@Override
	public void endStandIn(int pid, int status) {
	}

	@Override
	public void dropStandIn(int pid) {
	}

	@Override
	public void childEnded(int parent, int pid, int status) {
	}

	@Override
	public void check(int pid, Consumer<Outcome> answer) {
		answer.accept(Outcome.refused("processes of this node cannot be moved"));
	}

	@Override
	public void beginDump(int pid, int target, Dump dump) {
	}

	@Override
	public void round(int pid) {
	}

	@Override
	public void freeze(int pid) {
	}

	@Override
	public void resume(int pid) {
	}

	@Override
	public void release(int pid, boolean standIn) {
	}

	@Override
	public void prepare(ProcessInfo process, int from, Consumer<Outcome> answer) {
		answer.accept(Outcome.refused("no process can be moved to this node"));
	}

	@Override
	public void image(int pid, byte[] part, Consumer<Outcome> answer) {
		answer.accept(Outcome.refused("no process can be moved to this node"));
	}

	@Override
	public void restore(int pid, Consumer<Outcome> answer) {
		answer.accept(Outcome.refused("no process can be moved to this node"));
	}

	@Override
	public void go(int pid) {
	}

	@Override
	public void discard(int pid) {
	}

	@Override
	public void told(int from, int pid, byte[] message, Runnable taken) {
		taken.run();
	}
}
