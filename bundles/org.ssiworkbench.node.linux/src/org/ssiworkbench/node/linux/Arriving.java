package org.ssiworkbench.node.linux;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.ssiworkbench.node.vproc.Outcome;
import org.ssiworkbench.node.vproc.ProcessHost;
import org.ssiworkbench.node.vproc.ProcessInfo;

/** A process that comes: its mover here, which waits for the image. */
final class Arriving {
	private static final String NO_TERMINAL = "?";
	private static final String GONE = "the process's mover was killed; the node may be short of memory";

	private final LinuxProcesses processes;
	private final MoverLine movers;
	private final int token;
	private final ProcessInfo process;
	private final ArrayDeque<Consumer<Outcome>> untaken = new ArrayDeque<>();
	private final List<ProcessInfo> children = new ArrayList<>();
	private Consumer<Outcome> answer;
	/** Where the source's mover finds the one here. */
	private byte[] entrance = {};
	private boolean restoring;
	private boolean built;
	private int childrenDue;
	private boolean restored;
	private String failure = "";

	/** {@code home} is whether it has a stand-in here. */
	Arriving(LinuxProcesses processes, MoverLine movers, ProcessInfo process, boolean home, ProcessHost.Prepared ready) {
		this.processes = processes;
		this.movers = movers;
		this.process = process;
		answer = outcome -> ready.prepared(outcome, entrance);
		token = movers.open(this::take);
		boolean terminal = !home && !process.terminal().equals(NO_TERMINAL);
		order(MoverLine.RESTORE, new FrameWriter().u32(process.pid()).u8(terminal ? 1 : 0).toBytes());
	}

	private void order(int type, byte[] payload) {
		movers.order(token, process.pid(), type, payload);
	}

	/** As the source knew it. */
	ProcessInfo process() {
		return process;
	}

	/** What is to be known of its streams; the image itself goes from mover to mover. */
	void image(byte[] part, Consumer<Outcome> taken) {
		if (!failure.isEmpty()) {
			taken.accept(Outcome.refused(failure));
			return;
		}
		untaken.add(taken);
		order(MoverLine.MAP, part);
	}

	/** It may have been restored before this is asked. */
	void restore(Consumer<Outcome> whenRestored) {
		answer = whenRestored;
		restoring = true;
		if (restored)
			answer(Outcome.DONE);
		else if (!failure.isEmpty())
			answer(Outcome.refused(failure));
	}

	void go() {
		order(MoverLine.GO, new byte[0]);
	}

	void discard() {
		if (failure.isEmpty())
			order(MoverLine.DISCARD, new byte[0]);
		fail("the move was given up");
	}

	private void take(int type, ByteBuffer payload) {
		switch (type) {
		case MoverLine.READY -> {
			entrance = MoverLine.bytes(payload);
			answer(Outcome.DONE);
		}
		case MoverLine.TAKEN -> taken(Outcome.DONE);
		case MoverLine.RESTORED -> built();
		case MoverLine.STANDS_IN -> {
			childrenDue--;
			restored();
		}
		case MoverLine.FAILED -> fail(MoverLine.text(payload));
		case MoverLine.END -> fail(GONE);
		default -> {
			return; // tells nothing that is to be done here
		}
		}
	}

	/** A child of the process executes elsewhere. */
	void standIn(ProcessInfo child) {
		if (built)
			order(child);
		else
			children.add(child);
	}

	private void order(ProcessInfo child) {
		childrenDue++;
		movers.orderStandIn(token, child);
	}

	private void built() {
		built = true;
		children.forEach(this::order);
		restored();
	}

	private void restored() {
		restored = childrenDue == 0;
		if (restored && restoring)
			answer(Outcome.DONE);
	}

	private void taken(Outcome outcome) {
		Consumer<Outcome> next = untaken.poll();
		if (next != null)
			processes.run(() -> next.accept(outcome));
	}

	private void fail(String reason) {
		if (failure.isEmpty())
			failure = reason;
		while (!untaken.isEmpty())
			taken(Outcome.refused(failure));
		answer(Outcome.refused(failure));
	}

	private void answer(Outcome outcome) {
		Consumer<Outcome> waiting = answer;
		if (waiting == null)
			return;
		answer = null;
		processes.run(() -> waiting.accept(outcome));
	}
}
