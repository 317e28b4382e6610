package org.ssiworkbench.controller.internal.plan;

import java.util.List;

/** Something that happens by itself; {@code at} is ns after all nodes came up. */
public sealed interface ScenarioStep {

	/** Time after all nodes came up, in ns. */
	long at();

	/** Boots nodes. */
	record Add(long at, List<Integer> nodes) implements ScenarioStep {
	}

	/** Ends nodes without a word. */
	record Crash(long at, List<Integer> nodes) implements ScenarioStep {
	}

	/** Shuts nodes down in order. */
	record Halt(long at, List<Integer> nodes) implements ScenarioStep {
	}

	/** Cuts the interconnect between one side and all others. */
	record Partition(long at, List<Integer> side) implements ScenarioStep {
	}

	/** Ends partitions and losses. */
	record Heal(long at) implements ScenarioStep {
	}

	/** Sets the loss of a directed link, in percent. */
	record Loss(long at, int from, int to, double percent) implements ScenarioStep {
	}

	/** Runs a command line in a node's shell. */
	record Run(long at, int node, String command) implements ScenarioStep {
	}
}
