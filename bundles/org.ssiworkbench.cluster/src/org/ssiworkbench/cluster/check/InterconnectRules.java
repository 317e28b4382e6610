package org.ssiworkbench.cluster.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.ssiworkbench.cluster.Cluster;
import org.ssiworkbench.cluster.Interconnect;
import org.ssiworkbench.cluster.Node;
import org.ssiworkbench.cluster.Units;

/** Rules for the interconnects. */
final class InterconnectRules {
	/** Longest latency and longest jitter, in ns. */
	static final long LONGEST_DELAY = 10_000_000_000L;

	/** Each takes a word on the nodes' kernel command line, which has little room. */
	private static final int MOST_INTERCONNECTS = 4;
	private static final int LEAST_MTU = 576;
	private static final int MOST_MTU = 9000;
	/** Slower and a frame takes seconds, in bits per second. */
	private static final long LEAST_BANDWIDTH = 10_000;
	private static final String PRIVATE_NETWORK = "use a private network such as 10.9.0.0/24";

	private record Placed(Interconnect interconnect, Subnet subnet) {
	}

	private final Problems problems;
	private final List<Placed> placed = new ArrayList<>();

	InterconnectRules(Problems problems) {
		this.problems = problems;
	}

	void check(Cluster cluster) {
		if (cluster.getInterconnects().isEmpty() && cluster.getNodes().size() > 1) {
			problems.error(cluster, "has no interconnect between its nodes", "add an Interconnect");
		}
		if (cluster.getInterconnects().size() > MOST_INTERCONNECTS) {
			problems.error(cluster, "has " + cluster.getInterconnects().size() + " interconnects", "use at most " + MOST_INTERCONNECTS);
		}
		int highest = cluster.getNodes().stream().mapToInt(Node::getNumber).filter(number -> number <= NodeRules.MOST_NODES)
				.max().orElse(0);
		for (Interconnect interconnect : cluster.getInterconnects()) {
			checkSubnet(interconnect, highest);
			checkDelay(interconnect, "latency", interconnect.getLatency());
			checkDelay(interconnect, "jitter", interconnect.getJitter());
			checkLoss(interconnect);
			checkBandwidth(interconnect);
			checkMtu(interconnect);
		}
		checkOverlaps();
	}

	/** @return whether a loss is a percentage; not a number is none */
	static boolean isPercent(double loss) {
		return loss >= 0 && loss <= 100;
	}

	private void checkSubnet(Interconnect interconnect, int highest) {
		Subnet subnet = Subnet.parse(interconnect.getSubnet());
		if (interconnect.getSubnet() == null) {
			problems.error(interconnect, "has no subnet", PRIVATE_NETWORK);
		} else if (subnet == null) {
			subnetError(interconnect, "is no IPv4 network in the form base/bits", PRIVATE_NETWORK);
		} else if (!subnet.isAligned()) {
			subnetError(interconnect, "does not start at its network's base", "write " + subnet.aligned());
		} else if (!subnet.isForHosts()) {
			subnetError(interconnect, "holds addresses that no host may have, such as those of loopback or multicast",
					PRIVATE_NETWORK);
		} else if (highest > subnet.size() - 2) {
			subnetError(interconnect, "has no address for node number " + highest,
					"use a larger network, such as one of 24 bits, or smaller node numbers");
		} else {
			placed.add(new Placed(interconnect, subnet));
			warnUnlessPrivate(interconnect, subnet);
		}
	}

	private void subnetError(Interconnect interconnect, String fault, String remedy) {
		problems.error(interconnect, "subnet " + Labels.quote(interconnect.getSubnet()) + " " + fault, remedy);
	}

	private void warnUnlessPrivate(Interconnect interconnect, Subnet subnet) {
		if (!subnet.isPrivate()) {
			problems.warning(interconnect, "subnet " + subnet + " is not for private use and hides real addresses from the nodes",
					PRIVATE_NETWORK);
		}
	}

	/** In the order of their bases, networks that overlap are neighbours, as each is either inside the other or apart. */
	private void checkOverlaps() {
		placed.sort(Comparator.<Placed>comparingLong(each -> each.subnet.base()).thenComparingInt(each -> each.subnet.bits()));
		Placed widest = null;
		for (Placed each : placed) {
			if (widest != null && each.subnet.base() <= widest.subnet.last()) {
				problems.error(each.interconnect, "subnet " + each.subnet + " overlaps with " + widest.subnet + " of "
						+ Labels.of(widest.interconnect) + SourceLine.hint(widest.interconnect), "give each interconnect its own network");
			} else {
				widest = each;
			}
		}
	}

	private void checkDelay(Interconnect interconnect, String name, long delay) {
		if (delay < 0 || delay > LONGEST_DELAY) {
			problems.error(interconnect, name + " " + Units.formatDuration(delay) + " is out of range",
					"use 0 to " + Units.formatDuration(LONGEST_DELAY));
		}
	}

	private void checkLoss(Interconnect interconnect) {
		if (!isPercent(interconnect.getLoss())) {
			problems.error(interconnect, "loss " + interconnect.getLoss() + " is out of range", "use a percentage from 0 to 100");
		} else if (interconnect.getLoss() == 100) {
			problems.warning(interconnect, "loses every frame, so no node reaches another over it", "use less than 100 percent");
		}
	}

	private void checkBandwidth(Interconnect interconnect) {
		long bandwidth = interconnect.getBandwidth();
		if (bandwidth != 0 && bandwidth < LEAST_BANDWIDTH) {
			problems.error(interconnect, "bandwidth " + Units.formatBandwidth(bandwidth) + " is out of range",
					"use at least " + Units.formatBandwidth(LEAST_BANDWIDTH) + ", or 0 for no limit");
		}
	}

	private void checkMtu(Interconnect interconnect) {
		int mtu = interconnect.getMtu();
		if (mtu < LEAST_MTU || mtu > MOST_MTU) {
			problems.error(interconnect, "mtu " + mtu + " is out of range", "use " + LEAST_MTU + " to " + MOST_MTU);
		}
	}
}
