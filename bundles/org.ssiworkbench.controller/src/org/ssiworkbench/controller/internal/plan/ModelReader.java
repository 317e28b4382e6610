package org.ssiworkbench.controller.internal.plan;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

import org.ssiworkbench.cluster.AddStep;
import org.ssiworkbench.cluster.Cluster;
import org.ssiworkbench.cluster.ClusterFactory;
import org.ssiworkbench.cluster.CrashStep;
import org.ssiworkbench.cluster.Fencing;
import org.ssiworkbench.cluster.HaltStep;
import org.ssiworkbench.cluster.HealStep;
import org.ssiworkbench.cluster.HostKind;
import org.ssiworkbench.cluster.Interconnect;
import org.ssiworkbench.cluster.Kernel;
import org.ssiworkbench.cluster.LoadLeveling;
import org.ssiworkbench.cluster.LossStep;
import org.ssiworkbench.cluster.MembershipPolicy;
import org.ssiworkbench.cluster.Node;
import org.ssiworkbench.cluster.PartitionStep;
import org.ssiworkbench.cluster.Quorum;
import org.ssiworkbench.cluster.Root;
import org.ssiworkbench.cluster.RunStep;
import org.ssiworkbench.cluster.Step;
import org.ssiworkbench.controller.internal.plan.ClusterPlan.MembershipPlan;
import org.ssiworkbench.controller.internal.plan.ClusterPlan.NetworkPlan;
import org.ssiworkbench.controller.internal.plan.ClusterPlan.NodePlan;
import org.ssiworkbench.node.load.LevelingConfig;

/** Makes a plan of a valid model. Absent parts get the defaults of the model's own classes. */
public final class ModelReader {
	private final Path file;
	private final Path folder;
	private final Cluster cluster;

	private ModelReader(Path file, Cluster cluster) {
		this.file = file.toAbsolutePath().normalize();
		this.folder = this.file.getParent();
		this.cluster = cluster;
	}

	/** The plan of a model without errors; {@code name} overrides the model's name unless null. */
	public static ClusterPlan plan(Path file, Cluster cluster, String name) {
		return new ModelReader(file, cluster).plan(name == null ? cluster.getName() : name);
	}

	private ClusterPlan plan(String name) {
		Root root = cluster.getRoot() != null ? cluster.getRoot() : ClusterFactory.eINSTANCE.createRoot();
		boolean simulated = cluster.getNodes().stream().anyMatch(node -> node.getHost() == HostKind.SIMULATOR);
		return new ClusterPlan(name, file, simulated, nodes(), networks(), membership(), leveling(),
				folder.resolve(root.getPath()).normalize(), root.isWritable(), steps());
	}

	private List<NodePlan> nodes() {
		return cluster.getNodes().stream().map(this::node).sorted(Comparator.comparingInt(NodePlan::number)).toList();
	}

	private NodePlan node(Node node) {
		Kernel kernel = node.getKernel() != null ? node.getKernel() : ClusterFactory.eINSTANCE.createKernel();
		String options = kernel.getOptions() == null ? "" : kernel.getOptions().trim();
		return new NodePlan(node.getNumber(), node.getName(), node.isInitNode(), node.getMemory(),
				folder.resolve(kernel.getImage()), folder.resolve(kernel.getModules()),
				options.isEmpty() ? List.of() : List.of(options.split("\\s+")));
	}

	private List<NetworkPlan> networks() {
		return cluster.getInterconnects().isEmpty() ? List.of(alone())
				: cluster.getInterconnects().stream().map(ModelReader::network).toList();
	}

	/** A node that has no other to speak with has an address nevertheless. */
	private static NetworkPlan alone() {
		Interconnect net = ClusterFactory.eINSTANCE.createInterconnect();
		net.setId("none");
		net.setSubnet("10.9.0.0/24");
		return network(net);
	}

	private static NetworkPlan network(Interconnect net) {
		return new NetworkPlan(net.getId(), Subnet.parse(net.getSubnet()), net.getLatency(), net.getJitter(), net.getLoss(), net.getBandwidth(),
				net.getMtu());
	}

	private MembershipPlan membership() {
		MembershipPolicy policy = cluster.getMembership() != null ? cluster.getMembership()
				: ClusterFactory.eINSTANCE.createMembershipPolicy();
		return new MembershipPlan(policy.getImaliveCount(), policy.getImalivePeriod(), policy.getQuorum() == Quorum.MAJORITY,
				policy.getFencing() == Fencing.KILL);
	}

	private LevelingConfig leveling() {
		LoadLeveling leveling = cluster.getLeveling() != null ? cluster.getLeveling() : ClusterFactory.eINSTANCE.createLoadLeveling();
		String programs = leveling.getPrograms() == null ? "" : leveling.getPrograms().trim();
		return new LevelingConfig(leveling.isEnabled(), leveling.getInterval(),
				new TreeSet<>(programs.isEmpty() ? List.of() : List.of(programs.split("\\s+"))));
	}

	private List<ScenarioStep> steps() {
		if (cluster.getScenario() == null)
			return List.of();
		return cluster.getScenario().getSteps().stream().map(ModelReader::step)
				.sorted(Comparator.comparingLong(ScenarioStep::at)).toList();
	}

	private static ScenarioStep step(Step step) {
		long at = step.getAt();
		return switch (step) {
		case AddStep add -> new ScenarioStep.Add(at, numbers(add.getNodes()));
		case CrashStep crash -> new ScenarioStep.Crash(at, numbers(crash.getNodes()));
		case HaltStep halt -> new ScenarioStep.Halt(at, numbers(halt.getNodes()));
		case PartitionStep partition -> new ScenarioStep.Partition(at, numbers(partition.getSide()));
		case HealStep heal -> new ScenarioStep.Heal(at);
		case LossStep loss -> new ScenarioStep.Loss(at, loss.getFrom().getNumber(), loss.getTo().getNumber(), loss.getLoss());
		case RunStep run -> new ScenarioStep.Run(at, run.getNode().getNumber(), run.getCommand());
		default -> throw new IllegalStateException("unknown scenario step " + step.eClass().getName());
		};
	}

	private static List<Integer> numbers(List<Node> nodes) {
		return nodes.stream().map(Node::getNumber).sorted().toList();
	}
}
