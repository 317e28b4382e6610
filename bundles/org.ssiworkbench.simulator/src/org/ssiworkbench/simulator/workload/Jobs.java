package org.ssiworkbench.simulator.workload;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SimulationRecorder;
import org.ssiworkbench.simulator.SplitMix64;
import org.ssiworkbench.trace.EventKind;

/** Processes that come, move and go. They exist only in what is recorded of them: no node does anything for them. */
final class Jobs {
	private static final long MILLI = 1_000_000;
	private static final int ORIGIN_SHIFT = 15;
	private static final int PER_NODE = 20;
	private static final List<String> COMMANDS = List.of("make", "cc1", "vi", "sort", "httpd", "sh");

	private static final class Job {
		final long pid;
		final String command;
		int place;
		boolean moving;

		Job(long pid, int place, String command) {
			this.pid = pid;
			this.command = command;
			this.place = place;
		}
	}

	private final Simulation simulation;
	private final List<Integer> nodes;
	private final SplitMix64 random;
	private final SimulationRecorder recorder;
	private final TreeMap<Long, Job> jobs = new TreeMap<>();
	private final TreeMap<Integer, Integer> made = new TreeMap<>();
	private long recorded;

	Jobs(Simulation simulation, List<Integer> nodes, long seed, SimulationRecorder recorder) {
		this.simulation = simulation;
		this.nodes = nodes;
		random = new SplitMix64(seed);
		this.recorder = recorder;
	}

	long recorded() {
		return recorded;
	}

	void step() {
		jobs.values().removeIf(job -> !simulation.running(job.place));
		int node = nodes.get((int) random.below(nodes.size()));
		if (simulation.running(node) && jobs.size() < PER_NODE * nodes.size())
			start(node);
		Map.Entry<Long, Job> entry = jobs.ceilingEntry((long) node << ORIGIN_SHIFT);
		if (entry != null && !entry.getValue().moving)
			change(entry.getValue());
		simulation.schedule(simulation.now() + random.below(20 * MILLI), this::step);
	}

	private void start(int node) {
		long pid = (long) node << ORIGIN_SHIFT | made.merge(node, 1, Integer::sum) + 300;
		Job job = new Job(pid, node, COMMANDS.get((int) random.below(COMMANDS.size())));
		jobs.put(pid, job);
		record(node, EventKind.PROC_START, pid, ((long) node << ORIGIN_SHIFT) + 1, job.command);
		record(node, EventKind.PROC_PLACE, pid, node);
	}

	private void change(Job job) {
		int target = nodes.get((int) random.below(nodes.size()));
		if (random.chance(40))
			exit(job);
		else if (target != job.place && simulation.running(target))
			decide(job, target);
	}

	private void exit(Job job) {
		jobs.remove(job.pid);
		record(job.place, EventKind.PROC_EXIT, job.pid, 0);
		origin(job, 0);
	}

	private void decide(Job job, int target) {
		long own = 100 + random.below(300);
		boolean move = random.chance(70);
		record(job.place, EventKind.LOAD_DECISION, move ? "move" : "stay", job.pid, target, own, own - 50, move ? "" : "no gain");
		if (move)
			begin(job, target);
	}

	private void begin(Job job, int target) {
		int source = job.place;
		long begun = simulation.now();
		long bytes = 100_000 + random.below(20_000_000);
		job.moving = true;
		record(source, EventKind.MIGRATE_BEGIN, job.pid, source, target, "load", job.command);
		later(bytes / 20, () -> freeze(job, source, target, bytes, begun));
	}

	private void freeze(Job job, int source, int target, long bytes, long begun) {
		if (!simulation.running(source))
			return;
		record(source, EventKind.MIGRATE_FREEZE, job.pid, target, bytes, 3);
		long frozen = simulation.now();
		later(MILLI + bytes / 200, () -> finish(job, source, target, bytes, begun, frozen));
	}

	private void finish(Job job, int source, int target, long bytes, long begun, long frozen) {
		job.moving = false;
		if (!simulation.running(source))
			return;
		if (!simulation.running(target) || random.chance(5)) {
			record(source, EventKind.MIGRATE_FAIL, job.pid, source, target, "transfer", "the target is gone");
			return;
		}
		record(source, EventKind.MIGRATE_TRANSFER, job.pid, target, bytes / 10);
		job.place = target;
		record(target, EventKind.MIGRATE_RESUME, job.pid, source, simulation.now() - frozen);
		record(source, EventKind.MIGRATE_DONE, job.pid, target, bytes + bytes / 10, simulation.now() - begun);
		origin(job, target);
	}

	private void origin(Job job, int place) {
		int origin = (int) (job.pid >>> ORIGIN_SHIFT);
		if (simulation.running(origin))
			record(origin, EventKind.PROC_PLACE, job.pid, place);
	}

	private void later(long delay, Runnable action) {
		simulation.schedule(simulation.now() + delay, action);
	}

	private void record(int node, EventKind kind, Object... values) {
		recorded++;
		recorder.event(node, simulation.now(), kind, 0, values);
	}
}
