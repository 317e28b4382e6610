package org.ssiworkbench.simulator.leveling;

import java.util.List;
import java.util.TreeMap;

import org.ssiworkbench.node.load.Rule;

/** Ways to place jobs and to move them, from the paper. */
public enum Method {
	/** Each job goes to the next machine and stays there. */
	PVM {
		@Override
		int place(List<Machine> machines, Job job, int number) {
			return number % machines.size();
		}
	},
	/** Each job goes to the machine where it costs least, and stays there. */
	ENHANCED_PVM {
		@Override
		int place(List<Machine> machines, Job job, int number) {
			return OpportunityCost.cheapest(machines, job);
		}
	},
	/** Jobs come anywhere; once a second each machine moves one by the rule of this project's load leveler. */
	MOSIX {
		@Override
		int place(List<Machine> machines, Job job, int number) {
			return PVM.place(machines, job, number);
		}

		@Override
		void move(List<Machine> machines, long turn) {
			for (Machine machine : machines)
				machine.formula.update(machine.load());
			for (int self = 0; self < machines.size(); self++)
				moveOne(machines, self, turn);
		}
	},
	/** Each job goes where it costs least, and moves when it costs less elsewhere. */
	ENHANCED_MOSIX {
		@Override
		int place(List<Machine> machines, Job job, int number) {
			return OpportunityCost.cheapest(machines, job);
		}

		@Override
		void move(List<Machine> machines, long turn) {
			OpportunityCost.moveBest(machines);
		}
	};

	/** A job must have had so many seconds of CPU time where it is (Mosix: about one). */
	private static final double HAS_RUN = 1;

	/** The machine that a job begins on. */
	abstract int place(List<Machine> machines, Job job, int number);

	/** Once a second. */
	void move(List<Machine> machines, long turn) {
		// By default jobs stay where they are.
	}

	/** The jobs that may move: one that has just come from elsewhere stays for a time. */
	static List<Job> movable(Machine machine) {
		return machine.jobs.stream().filter(job -> job.leftBefore - job.left >= HAS_RUN).toList();
	}

	private static void moveOne(List<Machine> machines, int self, long turn) {
		Machine source = machines.get(self);
		List<Job> jobs = movable(source);
		if (jobs.isEmpty())
			return;
		Job job = jobs.get(Math.min(1, jobs.size() - 1));
		TreeMap<Integer, Long> loads = new TreeMap<>();
		for (int node = 0; node < machines.size(); node++)
			if (node != self && machines.get(node).holds(job))
				loads.put(node, machines.get(node).formula.announced());
		Rule.Target target = Rule.best(self, turn, loads, node -> Math.round(Rule.ONE_PROCESS / machines.get(node).speed));
		// Memory comes first: a machine that pages gets rid of jobs, whatever the loads are.
		if (target != null && (source.pages() || Rule.worthIt(source.formula.cautious(), target)))
			machines.get(target.node()).take(job, source);
	}
}
