package org.ssiworkbench.controller.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.ssiworkbench.controller.StartException;
import org.ssiworkbench.controller.internal.plan.ClusterPlan;
import org.ssiworkbench.controller.internal.plan.ClusterPlan.MembershipPlan;
import org.ssiworkbench.controller.internal.plan.ClusterPlan.NetworkPlan;
import org.ssiworkbench.controller.internal.plan.ClusterPlan.NodePlan;
import org.ssiworkbench.node.load.LevelingConfig;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;

/** A trace that is to be replayed, and the cluster that it tells of. */
final class RecordedTrace {
	private static final int NAME_LENGTH = 32;

	private RecordedTrace() {
	}

	/** The trace in a folder, or of a folder's file {@code metadata}, with all its events indexed. */
	static TraceIndex open(Path given) throws StartException {
		Path folder = Files.isRegularFile(given) ? given.toAbsolutePath().getParent() : given.toAbsolutePath().normalize();
		try {
			TraceIndex index = TraceIndex.open(folder);
			index.update(IndexProgress.NONE);
			if (index.nodes().isEmpty()) {
				index.close();
				throw new StartException("the trace " + folder + " has no event of any node, so there is nothing to replay");
			}
			return index;
		} catch (IOException e) {
			throw new StartException("the trace " + folder + " cannot be read: " + e.getMessage());
		}
	}

	/** The nodes that recorded something; of all else the trace says nothing. A null name means the cluster's with an ending. */
	static ClusterPlan plan(TraceIndex index, String name) throws StartException {
		List<NodePlan> nodes = index.nodes().stream()
				.map(node -> new NodePlan(node, "node" + node, false, 0, null, null, List.of())).toList();
		ClusterPlan plan = new ClusterPlan(name == null ? name(index.description().cluster()) : name, index.folder(), false, nodes,
				List.of(new NetworkPlan("", null, 0, 0, 0, 0, 0)), new MembershipPlan(0, 0, false, false), LevelingConfig.OFF, null, false,
				List.of());
		return PlanLoader.named(plan);
	}

	private static String name(String cluster) {
		String name = "replay-" + cluster.replaceAll("[^A-Za-z0-9_.-]", "-");
		return name.substring(0, Math.min(NAME_LENGTH, name.length()));
	}
}
