package org.ssiworkbench.controller.internal;

import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;

import org.ssiworkbench.controller.ControllerOptions;
import org.ssiworkbench.controller.StartException;
import org.ssiworkbench.controller.internal.host.ClusterHost;
import org.ssiworkbench.controller.internal.host.HostEvents;
import org.ssiworkbench.controller.internal.host.ReplayHost;
import org.ssiworkbench.controller.internal.host.SimulatorHost;
import org.ssiworkbench.controller.internal.host.UmlHost;
import org.ssiworkbench.controller.internal.plan.ClusterPlan;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterInfo;
import org.ssiworkbench.controller.runtime.ClusterLock;
import org.ssiworkbench.controller.runtime.RuntimeFolder;
import org.ssiworkbench.trace.index.TraceIndex;

/** All that is settled before a cluster is started. */
public final class SessionStart {
	private final ClusterPlan plan;
	private final SortedSet<Integer> nodes;
	private final String hostName;
	private final RunPlaces places;
	private final HostMaker hosts;

	/** Makes the host once there is a runtime folder. */
	@FunctionalInterface
	private interface HostMaker {
		ClusterHost open(RuntimeFolder folder, HostEvents events) throws IOException;
	}

	private SessionStart(ClusterPlan plan, SortedSet<Integer> nodes, String hostName, RunPlaces places, HostMaker hosts) {
		this.plan = plan;
		this.nodes = nodes;
		this.hostName = hostName;
		this.places = places;
		this.hosts = hosts;
	}

	/** Reads the model and makes the trace's folder; or, for a replay, reads the trace. */
	public static SessionStart prepare(ControllerOptions options) throws StartException {
		if (ControllerOptions.REPLAY.equals(options.host()))
			return replay(options);
		ClusterPlan plan = PlanLoader.load(options);
		boolean simulated = PlanLoader.isSimulated(options, plan);
		if (options.duration() > 0 && !simulated)
			throw new StartException("only a simulated run can be given an end by --for; leave it out or add --host simulator");
		for (int node : options.nodes())
			if (!plan.has(node))
				throw new StartException("the model " + plan.model() + " has no node " + node + " to boot; it has " + plan.numbers());
		RunPlaces places = new RunPlaces(TraceFolder.make(options.trace(), plan));
		return new SessionStart(plan, options.nodes().isEmpty() ? plan.numbers() : options.nodes(),
				simulated ? ControllerOptions.SIMULATOR : ControllerOptions.UML, places,
				simulated ? (folder, events) -> SimulatorHost.open(plan, options.seed(), options.duration(), places, events)
						: (folder, events) -> UmlHost.open(plan, options.seed(), options.capture(), places, folder, events));
	}

	private static SessionStart replay(ControllerOptions options) throws StartException {
		TraceIndex index = RecordedTrace.open(options.model());
		return new SessionStart(RecordedTrace.plan(index, options.name()), new TreeSet<>(), ControllerOptions.REPLAY,
				new RunPlaces(index.folder()), (folder, events) -> ReplayHost.open(index, events));
	}

	/** What is to be run. */
	public ClusterPlan plan() {
		return plan;
	}

	/** The nodes to boot at the start. */
	public SortedSet<Integer> nodes() {
		return nodes;
	}

	/** Makes the session; no node runs yet. */
	public ClusterSession open(ClusterLock lock) throws IOException {
		return ClusterSession.open(plan, places, events -> hosts.open(lock.folder(), events), this::info);
	}

	private ClusterInfo info(ClusterHost host) {
		return new ClusterInfo(plan.name(), plan.model().toString(), hostName, places.trace().toString(), ProcessHandle.current().pid(),
				System.currentTimeMillis(), host.clockOrigin());
	}
}
