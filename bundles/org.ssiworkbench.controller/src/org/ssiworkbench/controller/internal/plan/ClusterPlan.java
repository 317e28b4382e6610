package org.ssiworkbench.controller.internal.plan;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import org.ssiworkbench.node.load.LevelingConfig;

/**
 * A cluster as it is to be run.
 *
 * @param name name of the run
 * @param model the model's file
 * @param simulated whether the model itself asks for the simulator
 * @param nodes by number
 * @param networks the interconnects, at least one
 * @param membership when nodes count as lost
 * @param leveling how the nodes level their load
 * @param root folder of the host that programs on the nodes have as their root; with the host's own, its parent is null
 * @param writable whether each node may write to a private layer
 * @param steps the scenario, by time
 */
public record ClusterPlan(String name, Path model, boolean simulated, List<NodePlan> nodes,
		List<NetworkPlan> networks, MembershipPlan membership, LevelingConfig leveling, Path root, boolean writable,
		List<ScenarioStep> steps) {

	/** One node; {@code memory} in bytes. */
	public record NodePlan(int number, String name, boolean initNode, long memory, Path kernel, Path modules,
			List<String> kernelOptions) {
	}

	/**
	 * The links between nodes; times in ns, loss in percent, bandwidth in bits per second (0 = unlimited). The subnet is null
	 * when nothing is known of it.
	 */
	public record NetworkPlan(String id, Subnet subnet, long latency, long jitter, double loss, long bandwidth, int mtu) {
		/** The address of a node; empty when it is not known. */
		public String address(int node) {
			return subnet == null ? "" : subnet.address(node);
		}
	}

	/** {@code imalivePeriod} in ns; {@code fencing} ends a node's machine once it was declared down. */
	public record MembershipPlan(int imaliveCount, long imalivePeriod, boolean quorum, boolean fencing) {
	}

	/** The interconnect that the nodes' own messages take. */
	public NetworkPlan network() {
		return networks.getFirst();
	}

	/** The node of this number; the caller has checked that there is one. */
	public NodePlan node(int number) {
		return nodes.stream().filter(node -> node.number() == number).findFirst().orElseThrow();
	}

	/** Whether there is such a node. */
	public boolean has(int number) {
		return nodes.stream().anyMatch(node -> node.number() == number);
	}

	/** All node numbers. */
	public SortedSet<Integer> numbers() {
		SortedSet<Integer> numbers = new TreeSet<>();
		nodes.forEach(node -> numbers.add(node.number()));
		return Collections.unmodifiableSortedSet(numbers);
	}

	/** The nodes that may become master. */
	public SortedSet<Integer> initNodes() {
		SortedSet<Integer> numbers = new TreeSet<>();
		nodes.stream().filter(NodePlan::initNode).forEach(node -> numbers.add(node.number()));
		return Collections.unmodifiableSortedSet(numbers);
	}
}
