package org.ssiworkbench.controller.internal;

import java.io.IOException;
import java.util.SortedSet;

import org.ssiworkbench.controller.ControllerOptions;
import org.ssiworkbench.controller.StartException;
import org.ssiworkbench.controller.internal.host.ClusterHost;
import org.ssiworkbench.controller.internal.host.HostEvents;
import org.ssiworkbench.controller.internal.host.SimulatorHost;
import org.ssiworkbench.controller.internal.host.UmlHost;
import org.ssiworkbench.controller.internal.plan.ClusterPlan;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterInfo;
import org.ssiworkbench.controller.runtime.ClusterLock;

/** All that is settled before a cluster is started. */
public final class SessionStart {
	private final ControllerOptions options;
	private final ClusterPlan plan;
	private final boolean simulated;
	private final RunPlaces places;

	private SessionStart(ControllerOptions options, ClusterPlan plan, boolean simulated, RunPlaces places) {
		this.options = options;
		this.plan = plan;
		this.simulated = simulated;
		this.places = places;
	}

	/** Reads the model and makes the trace's folder. */
	public static SessionStart prepare(ControllerOptions options) throws StartException {
		ClusterPlan plan = PlanLoader.load(options);
		boolean simulated = PlanLoader.isSimulated(options, plan);
		if (options.duration() > 0 && !simulated)
			throw new StartException("only a simulated run can be given an end by --for; leave it out or add --host simulator");
		for (int node : options.nodes())
			if (!plan.has(node))
				throw new StartException("the model " + plan.model() + " has no node " + node + " to boot; it has " + plan.numbers());
		return new SessionStart(options, plan, simulated, new RunPlaces(TraceFolder.make(options.trace(), plan)));
	}

	/** What is to be run. */
	public ClusterPlan plan() {
		return plan;
	}

	/** The nodes to boot at the start. */
	public SortedSet<Integer> nodes() {
		return options.nodes().isEmpty() ? plan.numbers() : options.nodes();
	}

	/** Makes the session; no node runs yet. */
	public ClusterSession open(ClusterLock lock) throws IOException {
		return ClusterSession.open(plan, places, events -> host(lock, events), this::info);
	}

	private ClusterHost host(ClusterLock lock, HostEvents events) throws IOException {
		if (simulated)
			return SimulatorHost.open(plan, options.seed(), options.duration(), places, events);
		return UmlHost.open(plan, options.seed(), options.capture(), places, lock.folder(), events);
	}

	private ClusterInfo info(ClusterHost host) {
		return new ClusterInfo(plan.name(), plan.model().toString(), simulated ? ControllerOptions.SIMULATOR : ControllerOptions.UML,
				places.trace().toString(), ProcessHandle.current().pid(), System.currentTimeMillis(), host.clockOrigin());
	}
}
