package org.ssiworkbench.debug.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugException;
import org.ssiworkbench.controller.protocol.DebugService.VariableInfo;

/** The processes of one node that stands, the first ones by pid. Thread-safe. */
final class ProcessThreads {
	/** More would hide the other nodes; the Processes view has all. */
	private static final int SHOWN = 12;

	private final NodeTarget target;
	private List<ProcessThread> threads = List.of();
	private int readAt = -1;

	ProcessThreads(NodeTarget target) {
		this.target = target;
	}

	/** Those of the present stop; asks the controller once a stop. */
	synchronized List<ProcessThread> get() {
		int turn = target.debug().turn();
		if (turn != readAt)
			threads = read();
		readAt = turn;
		return threads;
	}

	private List<ProcessThread> read() {
		try {
			return target.debug().processes(target.status().number()).map(this::threads).orElse(List.of());
		} catch (DebugException e) {
			ILog.of(ProcessThreads.class).info(target.getName() + " has no processes to show: " + e.getMessage());
			return List.of();
		}
	}

	private List<ProcessThread> threads(VariableInfo processes) {
		List<ProcessThread> made = new ArrayList<>();
		processes.parts().stream().limit(SHOWN).forEach(process -> made.add(thread(process)));
		int left = number(processes.value()).orElse(made.size()) - made.size();
		if (left > 0)
			made.add(new ProcessThread(target, 0, left + " more: see the Processes view"));
		return made;
	}

	private ProcessThread thread(VariableInfo process) {
		return new ProcessThread(target, number(process.name()).orElse(0), process.name() + " " + process.value());
	}

	private static Optional<Integer> number(String text) {
		return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
	}
}
