package org.ssiworkbench.controller.internal.host;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.controller.internal.plan.ClusterPlan.NetworkPlan;
import org.ssiworkbench.uml.EthernetSwitch;
import org.ssiworkbench.uml.LinkFault;

/** Keeps the switch's links as the model, partitions and losses together want them. */
final class UmlLinks {
	private static final double PERCENT = 100;

	private record Way(int from, int to) implements Comparable<Way> {
		@Override
		public int compareTo(Way other) {
			int byFrom = Integer.compare(from, other.from);
			return byFrom != 0 ? byFrom : Integer.compare(to, other.to);
		}
	}

	private final EthernetSwitch network;
	private final SortedSet<Integer> nodes;
	private final LinkFault usual;
	private final Map<Way, Double> losses = new TreeMap<>();
	private SortedSet<Integer> side = new TreeSet<>();

	UmlLinks(EthernetSwitch network, SortedSet<Integer> nodes, NetworkPlan plan) {
		this.network = network;
		this.nodes = nodes;
		this.usual = new LinkFault(plan.loss() / PERCENT, plan.latency(), plan.jitter(), plan.bandwidth(), false);
		apply();
	}

	void partition(SortedSet<Integer> newSide) {
		side = newSide;
		apply();
	}

	void loss(int from, int to, double percent) {
		losses.put(new Way(from, to), percent / PERCENT);
		apply();
	}

	void heal() {
		side = new TreeSet<>();
		losses.clear();
		apply();
	}

	private void apply() {
		for (int from : nodes)
			for (int to : nodes)
				if (from != to)
					network.fault(from, to, fault(from, to));
	}

	private LinkFault fault(int from, int to) {
		boolean cut = side.contains(from) != side.contains(to);
		return usual.withLoss(losses.getOrDefault(new Way(from, to), usual.loss())).withCut(cut);
	}
}
