package org.ssiworkbench.cluster.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.ssiworkbench.cluster.AddStep;
import org.ssiworkbench.cluster.Cluster;
import org.ssiworkbench.cluster.CrashStep;
import org.ssiworkbench.cluster.HaltStep;
import org.ssiworkbench.cluster.HealStep;
import org.ssiworkbench.cluster.LossStep;
import org.ssiworkbench.cluster.Node;
import org.ssiworkbench.cluster.PartitionStep;
import org.ssiworkbench.cluster.Quorum;
import org.ssiworkbench.cluster.RunStep;
import org.ssiworkbench.cluster.Step;
import org.ssiworkbench.cluster.Units;

/** Rules for the scenario: plays it, with all nodes up at its beginning. */
final class ScenarioRules {
	private static final long LATEST = 7L * 24 * 3600 * 1_000_000_000L;

	private final Problems problems;
	private final Set<Node> up = new HashSet<>();
	private Cluster cluster;
	private long now;
	private boolean faulty;

	ScenarioRules(Problems problems) {
		this.problems = problems;
	}

	void check(Cluster played) {
		if (played.getScenario() == null) {
			return;
		}
		cluster = played;
		up.addAll(played.getNodes());
		for (Step step : played.getScenario().getSteps()) {
			checkTime(step);
			play(step);
		}
	}

	private void checkTime(Step step) {
		long at = step.getAt();
		if (at < 0 || at > LATEST) {
			problems.error(step, "time " + Units.formatDuration(at) + " is out of range", "use 0 to " + Units.formatDuration(LATEST));
		} else if (at < now) {
			problems.error(step, "time " + Units.formatDuration(at) + " is before the step above it at "
					+ Units.formatDuration(now), "put the steps in the order of their times");
		} else {
			now = at;
		}
	}

	private void play(Step step) {
		switch (step) {
		case AddStep add -> add(add);
		case CrashStep crash -> end(crash, crash.getNodes());
		case HaltStep halt -> end(halt, halt.getNodes());
		case PartitionStep partition -> partition(partition);
		case HealStep heal -> heal(heal);
		case LossStep loss -> loss(loss);
		case RunStep run -> run(run);
		default -> throw new IllegalArgumentException("no rules for " + step.eClass().getName());
		}
	}

	private void add(AddStep step) {
		checkNamesNodes(step, step.getNodes(), "nodes");
		for (Node node : step.getNodes()) {
			if (!up.add(node)) {
				problems.error(step, "adds " + Labels.of(node) + ", which is running then",
						"crash or halt the node in an earlier step: all nodes run at the beginning");
			}
		}
	}

	private void end(Step step, List<Node> nodes) {
		checkNamesNodes(step, nodes, "nodes");
		for (Node node : nodes) {
			if (!up.remove(node)) {
				problems.error(step, "ends " + Labels.of(node) + ", which is down then", "add the node in an earlier step");
			}
		}
	}

	private void partition(PartitionStep step) {
		faulty = true;
		checkNamesNodes(step, step.getSide(), "side");
		if (!step.getSide().isEmpty() && step.getSide().size() == cluster.getNodes().size()) {
			problems.error(step, "side names all nodes, so that nothing is cut", "leave at least one node to the other side");
		} else if (!step.getSide().isEmpty()) {
			checkQuorum(step);
		}
	}

	private void checkQuorum(PartitionStep step) {
		if (cluster.getMembership() == null || cluster.getMembership().getQuorum() != Quorum.MAJORITY) {
			return;
		}
		long all = cluster.getNodes().stream().filter(Node::isInitNode).count();
		long here = step.getSide().stream().filter(Node::isInitNode).count();
		if (all > 0 && Math.max(here, all - here) * 2 <= all) {
			problems.warning(step, "leaves neither side a majority of the " + all + " init nodes, so quorum MAJORITY stops both",
					"cut the cluster elsewhere, or use an odd number of init nodes");
		}
	}

	private void heal(HealStep step) {
		if (!faulty) {
			problems.warning(step, "heals, but nothing is cut or lossy then", "put it after a PartitionStep or LossStep");
		}
		faulty = false;
	}

	private void loss(LossStep step) {
		faulty = true;
		if (step.getFrom() == null || step.getTo() == null) {
			problems.error(step, "does not name both ends of the link", "write from=\"...\" and to=\"...\" with the ids of two nodes");
		} else if (step.getFrom() == step.getTo()) {
			problems.error(step, "goes from " + Labels.of(step.getFrom()) + " to itself", "name two different nodes");
		}
		if (!InterconnectRules.isPercent(step.getLoss())) {
			problems.error(step, "loss " + step.getLoss() + " is out of range", "use a percentage from 0 to 100");
		}
	}

	private void run(RunStep step) {
		if (step.getNode() == null) {
			problems.error(step, "names no node", "write node=\"...\" with the id of a Node");
		} else if (!up.contains(step.getNode())) {
			problems.error(step, "runs on " + Labels.of(step.getNode()) + ", which is down then", "add the node in an earlier step");
		}
		if (step.getCommand() == null || step.getCommand().isBlank()) {
			problems.error(step, "has no command", "write command=\"...\"");
		}
	}

	private void checkNamesNodes(Step step, List<Node> nodes, String attribute) {
		if (nodes.isEmpty()) {
			problems.error(step, "names no node", "write " + attribute + "=\"...\" with the ids of nodes");
		}
	}
}
