package org.ssiworkbench.controller.internal;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.ssiworkbench.controller.internal.host.ClusterHost;
import org.ssiworkbench.controller.internal.plan.ScenarioStep;
import org.ssiworkbench.controller.protocol.ControllerService.ExecRequest;

/** Does one step of a scenario. */
final class ScenarioAction {
	private final ClusterHost host;
	private final ClusterSession session;

	ScenarioAction(ClusterHost host, ClusterSession session) {
		this.host = host;
		this.session = session;
	}

	void perform(ScenarioStep step) {
		switch (step) {
		case ScenarioStep.Add add -> unlessEmpty(session.those(add.nodes(), false), session::add);
		case ScenarioStep.Crash crash -> unlessEmpty(session.those(crash.nodes(), true), session::crash);
		case ScenarioStep.Halt halt -> unlessEmpty(session.those(halt.nodes(), true), session::down);
		case ScenarioStep.Partition partition -> partition(partition.side());
		case ScenarioStep.Heal heal -> heal();
		case ScenarioStep.Loss loss -> loss(loss);
		case ScenarioStep.Run run -> run(run);
		}
	}

	private static void unlessEmpty(List<Integer> nodes, Consumer<List<Integer>> action) {
		if (!nodes.isEmpty())
			action.accept(nodes);
	}

	private void partition(List<Integer> side) {
		host.partition(new TreeSet<>(side));
		session.message("info", "nodes " + side + " are cut off from the others");
	}

	private void heal() {
		host.heal();
		session.message("info", "the interconnect is whole again");
	}

	private void loss(ScenarioStep.Loss loss) {
		String detail = loss.percent() + "% of " + loss.from() + " to " + loss.to();
		host.loss(loss.from(), loss.to(), loss.percent());
		session.message("info", "the interconnect loses " + detail);
	}

	private void run(ScenarioStep.Run run) {
		session.execs().start(null, new ExecRequest(run.node(), List.of("/bin/sh", "-c", run.command()), false));
		session.message("info", "node " + run.node() + " runs: " + run.command());
	}
}
