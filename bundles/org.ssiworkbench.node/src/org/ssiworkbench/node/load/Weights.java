package org.ssiworkbench.node.load;

import java.util.List;
import java.util.TreeMap;

import org.ssiworkbench.node.vproc.ProcessInfo;

/** How much each process of a node loads it: its share of the CPU time of the last interval, smoothed as Mosix does. */
final class Weights {
	private final TreeMap<Integer, Long> weights = new TreeMap<>();
	private TreeMap<Integer, Long> cpu = new TreeMap<>();

	/** {@code load} is the node's, hundredths of a process. */
	void update(List<ProcessInfo> processes, long load) {
		TreeMap<Integer, Long> now = new TreeMap<>();
		long sum = 0;
		for (ProcessInfo process : processes) {
			now.put(process.pid(), process.cpu());
			sum += used(process);
		}
		for (ProcessInfo process : processes) {
			long share = sum == 0 ? 0 : Math.min(Rule.ONE_PROCESS, Math.round((double) load * used(process) / sum));
			weights.merge(process.pid(), share, (old, fresh) -> (5 * old + 3 * fresh) / 8);
		}
		weights.keySet().retainAll(now.keySet());
		cpu = now;
	}

	private long used(ProcessInfo process) {
		return Math.max(0, process.cpu() - cpu.getOrDefault(process.pid(), process.cpu()));
	}

	long of(int pid) {
		return weights.getOrDefault(pid, 0L);
	}
}
