package org.ssiworkbench.cluster.tests;

import java.util.List;

import org.ssiworkbench.cluster.AddStep;
import org.ssiworkbench.cluster.Cluster;
import org.ssiworkbench.cluster.ClusterFactory;
import org.ssiworkbench.cluster.CrashStep;
import org.ssiworkbench.cluster.Fencing;
import org.ssiworkbench.cluster.HaltStep;
import org.ssiworkbench.cluster.Interconnect;
import org.ssiworkbench.cluster.Kernel;
import org.ssiworkbench.cluster.LossStep;
import org.ssiworkbench.cluster.MembershipPolicy;
import org.ssiworkbench.cluster.Node;
import org.ssiworkbench.cluster.PartitionStep;
import org.ssiworkbench.cluster.RunStep;
import org.ssiworkbench.cluster.Scenario;
import org.ssiworkbench.cluster.Step;
import org.ssiworkbench.cluster.Units;

/** Clusters made in memory. */
final class SampleClusters {
	private static final ClusterFactory FACTORY = ClusterFactory.eINSTANCE;

	private SampleClusters() {
	}

	/** @return a sound cluster with an element of every kind */
	static Cluster withEverything() {
		Cluster cluster = FACTORY.createCluster();
		cluster.setId("c");
		cluster.setName("everything");
		Kernel kernel = FACTORY.createKernel();
		kernel.setId("kernel");
		kernel.setOptions("quiet lpj=\"1\" <&>");
		cluster.getKernels().add(kernel);
		cluster.getNodes().addAll(List.of(node(1, "alpha"), node(2, "beta"), node(3, "gamma")));
		cluster.getNodes().forEach(node -> node.setKernel(kernel));
		cluster.getNodes().getFirst().setInitNode(true);
		cluster.getInterconnects().add(interconnect());
		cluster.setRoot(FACTORY.createRoot());
		cluster.getRoot().setId("root");
		cluster.setMembership(membership());
		cluster.setLeveling(FACTORY.createLoadLeveling());
		cluster.getLeveling().setId("leveling");
		cluster.setScenario(scenario(cluster.getNodes()));
		return cluster;
	}

	static Node node(int number, String name) {
		Node node = FACTORY.createNode();
		node.setId(name);
		node.setName(name);
		node.setNumber(number);
		return node;
	}

	private static Interconnect interconnect() {
		Interconnect interconnect = FACTORY.createInterconnect();
		interconnect.setId("lan");
		interconnect.setSubnet("10.9.0.0/24");
		interconnect.setLatency(Units.parseDuration("2ms"));
		interconnect.setLoss(0.25);
		interconnect.setBandwidth(Units.parseBandwidth("100M"));
		return interconnect;
	}

	private static MembershipPolicy membership() {
		MembershipPolicy membership = FACTORY.createMembershipPolicy();
		membership.setId("membership");
		membership.setFencing(Fencing.KILL);
		return membership;
	}

	private static Scenario scenario(List<Node> nodes) {
		Scenario scenario = FACTORY.createScenario();
		scenario.setId("scenario");
		CrashStep crash = FACTORY.createCrashStep();
		crash.getNodes().addAll(nodes.subList(1, 3));
		AddStep add = FACTORY.createAddStep();
		add.getNodes().addAll(nodes.subList(1, 3));
		PartitionStep partition = FACTORY.createPartitionStep();
		partition.getSide().add(nodes.getFirst());
		LossStep loss = FACTORY.createLossStep();
		loss.setFrom(nodes.getFirst());
		loss.setTo(nodes.getLast());
		loss.setLoss(12.5);
		RunStep run = FACTORY.createRunStep();
		run.setNode(nodes.getFirst());
		run.setCommand("echo \"a < b && c\" | wc -l");
		HaltStep halt = FACTORY.createHaltStep();
		halt.getNodes().add(nodes.getLast());
		addInOrder(scenario, List.of(crash, add, partition, loss, run, FACTORY.createHealStep(), halt));
		return scenario;
	}

	private static void addInOrder(Scenario scenario, List<Step> steps) {
		for (Step step : steps) {
			step.setAt(scenario.getSteps().size() * Units.parseDuration("5s"));
			step.setId("step" + scenario.getSteps().size());
			scenario.getSteps().add(step);
		}
	}
}
