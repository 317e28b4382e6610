package org.ssiworkbench.simulator.leveling;

/** A job. Its CPU time is in seconds of a machine of speed 1, memory in MB, times in seconds. */
final class Job {
	final double arrival;
	final double cpu;
	final double memory;
	double left;
	/** What was left when it came to its machine. */
	double leftBefore;

	Job(double arrival, double cpu, double memory) {
		this.arrival = arrival;
		this.cpu = cpu;
		this.memory = memory;
		left = cpu;
		leftBefore = cpu;
	}
}
