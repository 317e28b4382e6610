package org.ssiworkbench.cluster.check;

import org.ssiworkbench.cluster.Cluster;
import org.ssiworkbench.cluster.Element;
import org.ssiworkbench.cluster.Interconnect;
import org.ssiworkbench.cluster.LoadLeveling;
import org.ssiworkbench.cluster.MembershipPolicy;
import org.ssiworkbench.cluster.Node;
import org.ssiworkbench.cluster.Quorum;
import org.ssiworkbench.cluster.Units;

/** Rules for the membership policy and load leveling: mostly times that cannot be kept. */
final class MembershipRules {
	private static final int MOST_BEATS = 100;
	private static final long MILLISECOND = 1_000_000L;
	private static final long MINUTE = 60_000 * MILLISECOND;
	private static final long SHORTEST_PERIOD = 100 * MILLISECOND;
	private static final long LONGEST_PERIOD = 10 * MINUTE;
	private static final long SHORTEST_INTERVAL = 100 * MILLISECOND;
	private static final long LONGEST_INTERVAL = 60 * MINUTE;

	private final Problems problems;

	MembershipRules(Problems problems) {
		this.problems = problems;
	}

	void check(Cluster cluster) {
		if (cluster.getMembership() != null) {
			checkTimeout(cluster.getMembership(), cluster);
			checkQuorum(cluster.getMembership(), cluster);
		}
		if (cluster.getLeveling() != null) {
			checkInterval(cluster.getLeveling());
		}
	}

	private void checkTimeout(MembershipPolicy policy, Cluster cluster) {
		boolean countable = checkCount(policy);
		boolean lasting = checkPeriod(policy);
		if (countable && lasting) {
			cluster.getInterconnects().stream().limit(1).forEach(interconnect -> checkBeats(policy, interconnect));
		}
	}

	private boolean checkCount(MembershipPolicy policy) {
		int count = policy.getImaliveCount();
		boolean valid = count >= 1 && count <= MOST_BEATS;
		if (!valid) {
			problems.error(policy, "imaliveCount " + count + " is out of range", "use 1 to " + MOST_BEATS);
		}
		return valid;
	}

	private boolean checkPeriod(MembershipPolicy policy) {
		return checkRange(policy, policy.getImalivePeriod(), SHORTEST_PERIOD, LONGEST_PERIOD, "imalivePeriod");
	}

	private boolean checkRange(Element element, long duration, long least, long most, String name) {
		boolean valid = duration >= least && duration <= most;
		if (!valid) {
			problems.error(element, name + " " + Units.formatDuration(duration) + " is out of range",
					"use " + Units.formatDuration(least) + " to " + Units.formatDuration(most));
		}
		return valid;
	}

	/** For the interconnect that the beats take. Beats that follow each other faster than one goes there and back would count as missed though all is well. */
	private void checkBeats(MembershipPolicy policy, Interconnect interconnect) {
		long latency = interconnect.getLatency();
		long jitter = interconnect.getJitter();
		long longest = InterconnectRules.LONGEST_DELAY;
		if (latency < 0 || latency > longest || jitter < 0 || jitter > longest) {
			return;
		}
		long gap = policy.getImalivePeriod() / policy.getImaliveCount();
		long needed = 2 * latency + jitter;
		if (gap < needed) {
			problems.error(policy, "sends an imalive message every " + Units.formatDuration(gap / MILLISECOND * MILLISECOND)
					+ ", but " + Labels.of(interconnect) + SourceLine.hint(interconnect) + " needs "
					+ Units.formatDuration(needed) + " for 2 latencies and the jitter",
					"make imalivePeriod at least " + Units.formatDuration(needed * policy.getImaliveCount())
							+ ", or imaliveCount or the delays smaller");
		}
	}

	private void checkQuorum(MembershipPolicy policy, Cluster cluster) {
		long initNodes = cluster.getNodes().stream().filter(Node::isInitNode).count();
		if (policy.getQuorum() == Quorum.MAJORITY && initNodes > 0 && initNodes < 3) {
			problems.warning(policy, "quorum MAJORITY of " + initNodes + " init node" + (initNodes == 1 ? "" : "s")
					+ " is lost with any one of them", "make at least 3 nodes init nodes, or write quorum=\"NONE\"");
		}
	}

	private void checkInterval(LoadLeveling leveling) {
		checkRange(leveling, leveling.getInterval(), SHORTEST_INTERVAL, LONGEST_INTERVAL, "interval");
	}
}
