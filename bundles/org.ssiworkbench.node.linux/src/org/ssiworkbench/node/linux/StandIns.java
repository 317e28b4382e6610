package org.ssiworkbench.node.linux;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.ssiworkbench.node.vproc.ProcessInfo;

/** Processes here that stand in for those of the same pid elsewhere, and what passes between the two. */
final class StandIns {
	// Kinds of messages about streams, as in stub.h.
	private static final int DATA = 1;
	private static final int TAKEN = 2;
	private static final int LAST = 6;
	private static final int LEFT = 7;

	private record Early(int from, byte[] bytes) {
	}

	/** One that was told how to end. */
	record Ended(ProcessInfo process, int status) {
	}

	private final InitLine init;
	private final LinuxProcesses processes;
	private final TreeMap<Integer, ProcessInfo> here = new TreeMap<>();
	/** Those that are still to be waited for. */
	private final TreeMap<Integer, Ended> ended = new TreeMap<>();
	/** For each process whose output came here the node that sent it last. */
	private final Map<Integer, Integer> writers = new HashMap<>();
	private final Map<Integer, ArrayDeque<Early>> early = new HashMap<>();

	StandIns(InitLine init, LinuxProcesses processes) {
		this.init = init;
		this.processes = processes;
		init.on(InitLine.STAND_IN_SIGNAL, this::signalled);
		init.on(InitLine.STAND_IN_CHILD, this::childEnded);
		init.on(InitLine.STREAM, this::stream);
	}

	boolean has(int pid) {
		return here.containsKey(pid);
	}

	List<ProcessInfo> all() {
		return new ArrayList<>(here.values());
	}

	/** The process has left; what it was here is its stand-in. */
	void became(ProcessInfo process) {
		here.put(process.pid(), process);
	}

	void keep(ProcessInfo process) {
		if (here.put(process.pid(), process) == null && !processes.standBeside(process))
			init.send(InitLine.STAND_IN, process.pid());
	}

	void stopped(int pid, int signal) {
		if (has(pid))
			init.send(InitLine.STAND_IN_STOPPED, pid, signal);
	}

	void end(int pid, int status) {
		ProcessInfo process = here.remove(pid);
		if (process == null)
			return;
		ended.put(pid, new Ended(process, status));
		init.send(InitLine.STAND_IN_ENDED, pid, status);
	}

	/** Those of a parent that executes here that have been told how to end, and for which it has perhaps not waited yet. */
	List<Ended> endedOf(int parent) {
		return ended.values().stream().filter(child -> child.process().parent() == parent).toList();
	}

	/** There is no process of that pid here any more. */
	void gone(int pid) {
		ended.remove(pid);
	}

	void drop(int pid) {
		if (here.remove(pid) != null)
			init.send(InitLine.STAND_IN_DROPPED, pid);
	}

	/** The process is back; whether it became what stood in for it. */
	boolean came(int pid) {
		writers.remove(pid);
		return here.remove(pid) != null;
	}

	private void signalled(ByteBuffer frame) {
		int pid = frame.getInt();
		int signal = frame.getInt();
		int sender = frame.getInt();
		boolean toGroup = frame.get() != 0;
		processes.run(() -> processes.vproc().forward(pid, signal, sender, toGroup));
	}

	private void childEnded(ByteBuffer frame) {
		int parent = frame.getInt();
		int pid = frame.getInt();
		processes.waitedFor(parent, pid, frame.getInt());
	}

	private void stream(ByteBuffer frame) {
		boolean toProcess = frame.get() != 0;
		int home = frame.getInt();
		int pid = frame.getInt();
		byte[] message = new byte[frame.remaining()];
		frame.get(message);
		processes.run(() -> {
			if (!toProcess)
				processes.vproc().tell(home, pid, message, StandIns::taken);
			else if (message[0] == TAKEN && writers.containsKey(pid))
				processes.vproc().tell(writers.get(pid), pid, message, StandIns::taken);
			else
				processes.vproc().tellPlace(pid, message, StandIns::taken);
		});
	}

	/** The window that both ends keep to bounds what is under way. */
	private static void taken() {
	}

	/** A message about a stream, from the node {@code from}. What a process writes elsewhere waits for what it wrote before. */
	void told(int from, int pid, byte[] message) {
		lookForLost();
		Integer writer = writers.get(pid);
		if (writer != null && writer != from && processes.isUp(writer)) {
			early.computeIfAbsent(pid, p -> new ArrayDeque<>()).add(new Early(from, message));
			return;
		}
		if (message[0] == DATA)
			writers.put(pid, from);
		else if (message[0] == LAST || message[0] == LEFT)
			writers.remove(pid);
		init.send(InitLine.STREAM, new FrameWriter().u32(from).u32(pid).bytes(message).toBytes());
		if (message[0] == LEFT)
			tellEarly(pid);
	}

	/** What was written on a node that has gone down before it sent all, is not waited for. */
	void lookForLost() {
		for (Integer pid : List.copyOf(early.keySet())) {
			Integer writer = writers.get(pid);
			if (writer == null || !processes.isUp(writer)) {
				writers.remove(pid);
				tellEarly(pid);
			}
		}
	}

	private void tellEarly(int pid) {
		ArrayDeque<Early> waiting = early.remove(pid);
		if (waiting != null)
			waiting.forEach(message -> told(message.from, pid, message.bytes));
	}
}
