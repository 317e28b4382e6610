package org.ssiworkbench.simulator.leveling;

import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.node.load.LoadFormula;
import org.ssiworkbench.node.load.Rule;

/** A machine whose jobs share its processor alike; when they need more memory than it has, it pages and is slower. */
final class Machine {
	/** How many times slower a machine is that pages. */
	private static final double PAGING = 10;

	final double speed;
	final double memory;
	/** Its load as it takes it for its own decisions and tells it to the others. */
	final LoadFormula formula = new LoadFormula();
	final List<Job> jobs = new ArrayList<>();

	Machine(double speed, double memory) {
		this.speed = speed;
		this.memory = memory;
	}

	double used() {
		double used = 0;
		for (Job job : jobs)
			used += job.memory;
		return used;
	}

	boolean pages() {
		return used() > memory;
	}

	boolean holds(Job job) {
		return used() + job.memory <= memory;
	}

	private double rate() {
		return speed / jobs.size() / (pages() ? PAGING : 1);
	}

	/** Seconds until the first job will be done if nothing else happens before; infinite without jobs. */
	double next() {
		double least = Double.POSITIVE_INFINITY;
		for (Job job : jobs)
			least = Math.min(least, job.left);
		return jobs.isEmpty() ? least : least / rate();
	}

	void run(double time) {
		if (jobs.isEmpty())
			return;
		double work = time * rate();
		for (Job job : jobs)
			job.left -= work;
	}

	/** Takes a job from another machine; on a system like Mosix that costs little. */
	void take(Job job, Machine source) {
		source.jobs.remove(job);
		jobs.add(job);
		job.leftBefore = job.left;
	}

	/** Runnable jobs for a machine of speed 1, hundredths. */
	long load() {
		return Math.round(Rule.ONE_PROCESS * jobs.size() / speed);
	}
}
