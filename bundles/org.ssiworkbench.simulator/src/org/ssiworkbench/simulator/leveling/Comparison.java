package org.ssiworkbench.simulator.leveling;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.simulator.SplitMix64;

/**
 * Random executions, each by every method with the same jobs: the mean slowdown of a job, which is the time from its
 * arrival to its end over the time it would take alone on the fastest machine.
 */
public final class Comparison {
	/** Three machines each of two kinds and a slow one: speed in relation to the fastest, memory in MB. */
	private static final double[][] MACHINES = { { 1, 64 }, { 1, 64 }, { 1, 64 }, { 0.665, 32 }, { 0.665, 32 }, { 0.665, 32 }, { 0.45, 24 } };
	/** Seconds in which jobs come; then the execution goes on until all are done. */
	private static final double TIME = 200;
	private static final double SECONDS_BETWEEN_JOBS = 1.2;
	/** CPU seconds and MB of a job: the least divided by a random number from 0 to 1, at most the most. */
	private static final double LEAST_CPU = 2;
	private static final double MOST_CPU = 60;
	private static final double LEAST_MEMORY = 1;
	private static final double MOST_MEMORY = 24;
	private static final double DONE = 1e-9;

	private Comparison() {
	}

	/** The mean slowdowns over so many executions. */
	public static Map<Method, Double> run(long seed, int executions) {
		Map<Method, Double> sums = new EnumMap<>(Method.class);
		SplitMix64 random = new SplitMix64(seed);
		for (int i = 0; i < executions; i++) {
			long jobs = random.next();
			for (Method method : Method.values())
				sums.merge(method, execute(method, jobs), Double::sum);
		}
		sums.replaceAll((method, sum) -> sum / executions);
		return sums;
	}

	private static double fraction(SplitMix64 random) {
		return ((random.next() >>> 11) + 1) * 0x1.0p-53;
	}

	private static List<Job> jobs(long seed) {
		SplitMix64 random = new SplitMix64(seed);
		List<Job> jobs = new ArrayList<>();
		double time = 0;
		while (time < TIME) {
			time -= Math.log(fraction(random)) * SECONDS_BETWEEN_JOBS;
			jobs.add(new Job(time, Math.min(MOST_CPU, LEAST_CPU / fraction(random)), Math.min(MOST_MEMORY, LEAST_MEMORY / fraction(random))));
		}
		return jobs;
	}

	private static double execute(Method method, long seed) {
		List<Machine> machines = new ArrayList<>();
		for (double[] machine : MACHINES)
			machines.add(new Machine(machine[0], machine[1]));
		List<Job> jobs = jobs(seed);
		double slowdowns = 0;
		double now = 0;
		int arrived = 0;
		int ended = 0;
		long ticks = 0;
		while (ended < jobs.size()) {
			double arrival = arrived < jobs.size() ? jobs.get(arrived).arrival : Double.POSITIVE_INFINITY;
			double before = now;
			now = Math.min(Math.min(ticks + 1, arrival), before + nextDone(machines));
			for (Machine machine : machines) {
				machine.run(now - before);
				for (Job job : done(machine)) {
					slowdowns += (now - job.arrival) / job.cpu;
					ended++;
				}
			}
			if (now >= arrival)
				place(method, machines, jobs.get(arrived), arrived++);
			if (now >= ticks + 1)
				method.move(machines, ++ticks);
		}
		return slowdowns / jobs.size();
	}

	private static double nextDone(List<Machine> machines) {
		return machines.stream().mapToDouble(Machine::next).min().orElse(Double.POSITIVE_INFINITY);
	}

	private static void place(Method method, List<Machine> machines, Job job, int number) {
		machines.get(method.place(machines, job, number)).jobs.add(job);
	}

	private static List<Job> done(Machine machine) {
		List<Job> done = new ArrayList<>();
		for (Job job : machine.jobs)
			if (job.left <= DONE)
				done.add(job);
		machine.jobs.removeAll(done);
		return done;
	}
}
