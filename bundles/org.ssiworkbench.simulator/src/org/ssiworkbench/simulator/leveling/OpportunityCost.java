package org.ssiworkbench.simulator.leveling;

import java.util.List;

/**
 * The opportunity cost of a machine's use: the sum over its resources of an exponential of the utilisation. The utilisation
 * of memory is the part that is used; that of the processor is the load in relation to the greatest load that is expected,
 * the power of two above the greatest present one. The base is the square of the number of machines: with the number itself
 * the cost hardly tells a load of three from one of one.
 */
final class OpportunityCost {
	private OpportunityCost() {
	}

	private static double cost(Machine machine, double jobs, double memory, double greatest, int machines) {
		double base = (double) machines * machines;
		return Math.pow(base, memory / machine.memory) + Math.pow(base, jobs / machine.speed / greatest);
	}

	private static double greatest(List<Machine> machines) {
		double greatest = 1;
		for (Machine machine : machines)
			while (greatest <= machine.jobs.size() / machine.speed)
				greatest *= 2;
		return greatest;
	}

	private static double marginal(List<Machine> machines, Machine machine, Job job, boolean there, double greatest) {
		double jobs = machine.jobs.size() - (there ? 1 : 0);
		double memory = machine.used() - (there ? job.memory : 0);
		return cost(machine, jobs + 1, memory + job.memory, greatest, machines.size())
				- cost(machine, jobs, memory, greatest, machines.size());
	}

	/** The machine on which a new job costs least. */
	static int cheapest(List<Machine> machines, Job job) {
		double greatest = greatest(machines);
		int best = 0;
		for (int i = 1; i < machines.size(); i++)
			if (marginal(machines, machines.get(i), job, false, greatest) < marginal(machines, machines.get(best), job, false, greatest))
				best = i;
		return best;
	}

	/** Moves the job whose move lowers the cost of all most; from each machine at most one. */
	static void moveBest(List<Machine> machines) {
		for (Machine source : machines)
			moveBest(machines, source);
	}

	private static void moveBest(List<Machine> machines, Machine source) {
		double greatest = greatest(machines);
		double mostSaved = 0;
		Job best = null;
		Machine to = null;
		for (Job job : Method.movable(source)) {
			double here = marginal(machines, source, job, true, greatest);
			for (Machine target : machines) {
				double there = target == source ? here : marginal(machines, target, job, false, greatest);
				if (here - there > mostSaved) {
					mostSaved = here - there;
					best = job;
					to = target;
				}
			}
		}
		if (best != null) {
			to.take(best, source);
		}
	}
}
