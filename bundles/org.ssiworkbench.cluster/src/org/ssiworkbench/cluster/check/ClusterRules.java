package org.ssiworkbench.cluster.check;

import java.util.List;

import org.ssiworkbench.cluster.Cluster;

/** What makes sense in a cluster, whatever machine it runs on: the one set of rules for all who check a model. */
public final class ClusterRules {
	private ClusterRules() {
	}

	/**
	 * @param cluster any cluster, also one that was never in a file
	 * @return what is wrong with it, in the order of its lines; empty if it can be started
	 */
	public static List<Problem> check(Cluster cluster) {
		Problems problems = new Problems();
		check(cluster, problems);
		return problems.sorted();
	}

	static void check(Cluster cluster, Problems problems) {
		new ElementRules(problems).check(cluster);
		new NodeRules(problems).check(cluster);
		new KernelRules(problems).check(cluster);
		new InterconnectRules(problems).check(cluster);
		new MembershipRules(problems).check(cluster);
		new ScenarioRules(problems).check(cluster);
	}
}
