package org.ssiworkbench.controller.internal.host;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.uml.LinkFault;

/** Keeps the links of all interconnects as the model, partitions and losses together want them. */
final class UmlLinks {
	private static final double PERCENT = 100;

	private record Way(int from, int to) implements Comparable<Way> {
		@Override
		public int compareTo(Way other) {
			int byFrom = Integer.compare(from, other.from);
			return byFrom != 0 ? byFrom : Integer.compare(to, other.to);
		}
	}

	private final List<UmlNetwork> networks;
	private final SortedSet<Integer> nodes;
	private final Map<Way, Double> losses = new TreeMap<>();
	private SortedSet<Integer> side = new TreeSet<>();

	UmlLinks(List<UmlNetwork> networks, SortedSet<Integer> nodes) {
		this.networks = networks;
		this.nodes = nodes;
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
					apply(from, to);
	}

	private void apply(int from, int to) {
		networks.forEach(network -> network.fault(from, to, fault(network.usual, from, to)));
	}

	private LinkFault fault(LinkFault usual, int from, int to) {
		boolean cut = side.contains(from) != side.contains(to);
		return usual.withLoss(losses.getOrDefault(new Way(from, to), usual.loss())).withCut(cut);
	}
}
