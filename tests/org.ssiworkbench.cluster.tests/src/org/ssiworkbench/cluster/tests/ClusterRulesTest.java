package org.ssiworkbench.cluster.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ssiworkbench.cluster.Cluster;
import org.ssiworkbench.cluster.ClusterFactory;
import org.ssiworkbench.cluster.HostKind;
import org.ssiworkbench.cluster.Interconnect;
import org.ssiworkbench.cluster.MembershipPolicy;
import org.ssiworkbench.cluster.Node;
import org.ssiworkbench.cluster.Quorum;
import org.ssiworkbench.cluster.Units;
import org.ssiworkbench.cluster.check.ClusterRules;
import org.ssiworkbench.cluster.check.Problem;

/** The rules at their bounds, on clusters that were never in a file; what breaks them is in {@link BrokenModelsTest}. */
class ClusterRulesTest {
	private Cluster cluster;

	@BeforeEach
	void build() {
		cluster = SampleClusters.withEverything();
	}

	@Test
	void aSoundClusterHasNoProblems() {
		assertEquals(List.of(), ClusterRules.check(cluster));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3, 127 })
	void numbersInRangeAreFine(int number) {
		cluster.getNodes().getLast().setNumber(number == 1 ? 4 : number);
		assertEquals(List.of(), ClusterRules.check(cluster));
	}

	@ParameterizedTest
	@CsvSource({ "48M,0", "64G,0", "49151K,1", "65G,1" })
	void memoryHasBounds(String memory, int problems) {
		cluster.getNodes().getFirst().setMemory(Units.parseSize(memory));
		assertEquals(problems, ClusterRules.check(cluster).size());
	}

	@ParameterizedTest
	@CsvSource({ "10.9.0.0/25,0", "10.9.0.0/30,1", "192.168.7.0/29,0", "172.31.255.0/24,0", "172.32.0.0/24,1", "126.0.0.0/7,1" })
	void subnetsMustHoldAllNodesAndNoSpecialAddress(String subnet, int problems) {
		cluster.getInterconnects().getFirst().setSubnet(subnet);
		assertEquals(problems, ClusterRules.check(cluster).size());
	}

	@Test
	void theNetworksNumbersEndBeforeTheBroadcastAddress() {
		cluster.getInterconnects().getFirst().setSubnet("10.9.0.0/25");
		cluster.getNodes().getLast().setNumber(126);
		assertEquals(List.of(), ClusterRules.check(cluster));
		cluster.getNodes().getLast().setNumber(127);
		assertTrue(only().fault().contains("has no address for node number 127"));
	}

	@Test
	void beatsMayFollowEachOtherAsFastAsTheyTravel() {
		MembershipPolicy policy = cluster.getMembership();
		policy.setImaliveCount(2);
		policy.setImalivePeriod(Units.parseDuration("500ms"));
		cluster.getInterconnects().getFirst().setLatency(Units.parseDuration("100ms"));
		cluster.getInterconnects().getFirst().setJitter(Units.parseDuration("50ms"));
		assertEquals(List.of(), ClusterRules.check(cluster));
		cluster.getInterconnects().getFirst().setJitter(Units.parseDuration("50ms") + 1);
		assertTrue(only().remedy().contains("imalivePeriod"));
	}

	@Test
	void beatsDoNotTakeTheOtherInterconnects() {
		Interconnect slow = ClusterFactory.eINSTANCE.createInterconnect();
		slow.setId("slow");
		slow.setSubnet("10.8.0.0/24");
		slow.setLatency(Units.parseDuration("10s"));
		cluster.getInterconnects().add(slow);
		assertEquals(List.of(), ClusterRules.check(cluster));
		cluster.getInterconnects().move(0, slow);
		assertTrue(only().fault().contains("Interconnect slow"));
	}

	@ParameterizedTest
	@CsvSource({ "/,0", "/srv/root,0", "srv,1", "/my root,1", "'',1" })
	void theRootIsAbsoluteAndFitsTheKernelsCommandLine(String path, int problems) {
		cluster.getRoot().setPath(path);
		assertEquals(problems, ClusterRules.check(cluster).size());
	}

	@Test
	void aMajorityOfThreeIsPossible() {
		cluster.getNodes().forEach(node -> node.setInitNode(true));
		cluster.getMembership().setQuorum(Quorum.MAJORITY);
		assertEquals(List.of(), ClusterRules.check(cluster));
	}

	@Test
	void simulatedNodesNeedNoKernel() {
		for (Node node : cluster.getNodes()) {
			node.setHost(HostKind.SIMULATOR);
			node.setKernel(null);
		}
		assertEquals(List.of(), ClusterRules.check(cluster));
	}

	@Test
	void aSingleNodeNeedsNoInterconnect() {
		Cluster single = ClusterFactory.eINSTANCE.createCluster();
		single.setId("c");
		single.setName("single");
		single.getNodes().add(SampleClusters.node(1, "lonely"));
		single.getNodes().getFirst().setHost(HostKind.SIMULATOR);
		single.getNodes().getFirst().setInitNode(true);
		assertEquals(List.of(), ClusterRules.check(single));
	}

	private Problem only() {
		List<Problem> problems = ClusterRules.check(cluster);
		assertEquals(1, problems.size(), problems::toString);
		return problems.getFirst();
	}
}
