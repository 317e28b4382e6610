package org.ssiworkbench.controller.internal;

import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.cluster.HostKind;
import org.ssiworkbench.cluster.check.ClusterFile;
import org.ssiworkbench.cluster.check.Problem;
import org.ssiworkbench.cluster.check.Severity;
import org.ssiworkbench.controller.ControllerOptions;
import org.ssiworkbench.controller.StartException;
import org.ssiworkbench.controller.internal.plan.ClusterPlan;
import org.ssiworkbench.controller.internal.plan.ModelReader;

/** Reads and checks the model that is to be run. */
public final class PlanLoader {
	private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,39}";

	private PlanLoader() {
	}

	/** The plan that the options ask for; {@link StartException} with every error of the model. */
	public static ClusterPlan load(ControllerOptions options) throws StartException {
		ClusterFile file = ClusterFile.load(options.model());
		refuseErrors(file);
		refuseErrors(file.withMemory(options.memory()));
		ClusterPlan plan = ModelReader.plan(options.model(), file.cluster(), options.name());
		named(plan);
		if (!isSimulated(options, plan))
			refuseErrors(file.checkMachine(HostKind.UML));
		return plan;
	}

	/** The plan, whose name must be one that a runtime folder can have. */
	static ClusterPlan named(ClusterPlan plan) throws StartException {
		if (!plan.name().matches(NAME))
			throw new StartException("the name '" + plan.name() + "' cannot name a runtime folder; use up to 40 letters, digits, "
					+ "dots, hyphens and underscores, starting with a letter or digit");
		return plan;
	}

	/** Whether the run is to be in the simulator. */
	public static boolean isSimulated(ControllerOptions options, ClusterPlan plan) {
		return options.host() == null ? plan.simulated() : options.host().equals(ControllerOptions.SIMULATOR);
	}

	private static void refuseErrors(ClusterFile file) throws StartException {
		if (!file.hasErrors())
			return;
		List<String> lines = new ArrayList<>();
		for (Problem problem : file.problems())
			if (problem.severity() == Severity.ERROR)
				lines.add(problem.line(file.path()));
		throw new StartException(lines);
	}
}
