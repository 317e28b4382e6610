package org.ssiworkbench.controller.internal.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.ssiworkbench.controller.internal.RunPlaces;
import org.ssiworkbench.controller.internal.plan.ClusterPlan;
import org.ssiworkbench.controller.internal.plan.ClusterPlan.MembershipPlan;
import org.ssiworkbench.controller.internal.plan.ClusterPlan.NetworkPlan;
import org.ssiworkbench.controller.internal.plan.ClusterPlan.NodePlan;
import org.ssiworkbench.controller.runtime.RuntimeFolder;
import org.ssiworkbench.node.NodeConfig;
import org.ssiworkbench.node.control.ConfigText;
import org.ssiworkbench.node.linux.Agent;
import org.ssiworkbench.node.linux.image.AgentImage;
import org.ssiworkbench.node.linux.image.NativeSources;
import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.TraceWriter;
import org.ssiworkbench.uml.FrozenAgent;
import org.ssiworkbench.uml.GuestWords;
import org.ssiworkbench.uml.HostClock;
import org.ssiworkbench.uml.NativeTools;
import org.ssiworkbench.uml.SharedFolder;
import org.ssiworkbench.uml.UmlKernel;
import org.ssiworkbench.uml.UmlSpec;

/** What all machines of a UML cluster share: clock, interconnects, trace, programs. */
final class UmlWorld implements AutoCloseable {
	private final ClusterPlan plan;
	private final long seed;
	private final RuntimeFolder folder;
	private final NativeTools tools;
	private final Path agent;
	private final Map<UmlKernel, Path> frozen = new HashMap<>();
	private final List<UmlNetwork> networks = new ArrayList<>();
	private final SharedFolder shared;
	final HostClock clock;
	final RealTimeLoop loop;
	final TraceWriter trace;
	final UmlLinks links;

	private UmlWorld(ClusterPlan plan, long seed, boolean captured, RunPlaces places, RuntimeFolder folder) throws IOException {
		this.plan = plan;
		this.seed = seed;
		this.folder = folder;
		tools = NativeTools.build(NativeTools.cacheFolder(), NativeSources.all());
		agent = AgentImage.command(NativeTools.cacheFolder(), tools.freeze());
		for (NodePlan node : plan.nodes())
			freeze(kernel(node));
		clock = HostClock.read(tools);
		loop = new RealTimeLoop(clock.monotonic());
		trace = TraceWriter.create(places.trace(),
				new TraceDescription(UUID.randomUUID(), plan.name(), "uml", seed, clock.realtime()));
		for (NetworkPlan network : plan.networks())
			networks.add(new UmlNetwork(plan, network, seed + networks.size()));
		links = new UmlLinks(networks, plan.numbers());
		shared = SharedFolder.serve(tools, places.shared(), folder.path());
		if (captured)
			capture(places);
	}

	static UmlWorld open(ClusterPlan plan, long seed, boolean captured, RunPlaces places, RuntimeFolder folder) throws IOException {
		return new UmlWorld(plan, seed, captured, places, folder);
	}

	private void capture(RunPlaces places) throws IOException {
		for (int i = 0; i < networks.size(); i++) {
			Path file = i == 0 ? places.capture() : places.capture(plan.networks().get(i).id());
			networks.get(i).capture(plan, file, () -> clock.realtime() + loop.now());
		}
	}

	private static UmlKernel kernel(NodePlan node) throws IOException {
		return UmlKernel.find(node.kernel().toString(), node.modules().toString());
	}

	private void freeze(UmlKernel kernel) throws IOException {
		if (!frozen.containsKey(kernel))
			frozen.put(kernel, FrozenAgent.image(agent, kernel, tools));
	}

	/** How to start a node's machine. */
	UmlSpec spec(int number) throws IOException {
		NodePlan node = plan.node(number);
		UmlKernel kernel = kernel(node);
		GuestWords words = new GuestWords(number, node.name()).agent(agent).frozen(frozen.get(kernel)).modules(kernel.modules())
				.writableRoot(plan.writable()).shared(shared).clockOrigin(clock.monotonic());
		if (plan.root().getParent() != null)
			words.usersRoot(plan.root());
		for (UmlNetwork network : networks)
			network.plug(words, number);
		List<String> all = new ArrayList<>(words.words());
		all.addAll(node.kernelOptions());
		return new UmlSpec(number, kernel, node.memory(), folder.path(), tools, clock, all);
	}

	/** The configuration that the agent of a node's {@code boot}-th boot gets. */
	byte[] config(int number, int boot) {
		MembershipPlan membership = plan.membership();
		long nodeSeed = seed * 0x9E3779B97F4A7C15L ^ (long) number << Integer.SIZE ^ boot;
		NodeConfig config = new NodeConfig(number, plan.numbers(), plan.initNodes(), membership.imaliveCount(),
				membership.imalivePeriod(), membership.quorum(), nodeSeed, boot, plan.leveling());
		SortedMap<Integer, String> addresses = new TreeMap<>();
		plan.numbers().forEach(node -> addresses.put(node, plan.network().subnet().address(node)));
		SortedMap<String, String> extras = new TreeMap<>(Map.of(Agent.TRACE, trace.description().id().toString(),
				Agent.BREAKPOINTS, "1", Agent.CLUSTER, plan.name()));
		plan.nodes().forEach(node -> extras.put(Agent.NAME + node.number(), node.name()));
		return new ConfigText(config, plan.network().subnet().text(), addresses, extras).encode();
	}

	/** Ends the interconnects, their captures and the shared folder. The machines have ended. */
	@Override
	public void close() throws IOException {
		shared.close();
		for (UmlNetwork network : networks)
			network.close();
	}
}
