package org.ssiworkbench.node.linux.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import org.ssiworkbench.node.NodeConfig;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.control.ConfigText;
import org.ssiworkbench.node.control.ControlFrame.Type;
import org.ssiworkbench.node.control.StatusText;
import org.ssiworkbench.node.linux.Agent;
import org.ssiworkbench.node.linux.image.AgentImage;
import org.ssiworkbench.node.linux.image.NativeSources;
import org.ssiworkbench.uml.EthernetSwitch;
import org.ssiworkbench.uml.FrozenAgent;
import org.ssiworkbench.uml.GuestWords;
import org.ssiworkbench.uml.HostClock;
import org.ssiworkbench.uml.NativeTools;
import org.ssiworkbench.uml.SharedFolder;
import org.ssiworkbench.uml.UmlKernel;
import org.ssiworkbench.uml.UmlNode;
import org.ssiworkbench.uml.UmlSpec;

/** Real machines that run the agent. */
final class RealCluster implements AutoCloseable {
	private static final long MEMORY = 96L << 20;
	private static final long IMALIVE_PERIOD = 1_000_000_000;
	private final EthernetSwitch interconnect = new EthernetSwitch(1);
	private final Path runtime = Files.createTempDirectory("ssi");
	private final SharedFolder shared;
	private final TreeMap<Integer, String> addresses = new TreeMap<>();
	final TreeMap<Integer, RealNode> nodes = new TreeMap<>();

	RealCluster(int count) throws IOException, InterruptedException {
		this(count, MEMORY, true);
	}

	/** Nodes with so many bytes of memory each. */
	RealCluster(int count, long memory) throws IOException, InterruptedException {
		this(count, memory, true);
	}

	/** {@code thawed}: whether agents go on from an image, as usual, or are started. */
	RealCluster(int count, boolean thawed) throws IOException, InterruptedException {
		this(count, MEMORY, thawed);
	}

	private RealCluster(int count, long memory, boolean thawed) throws IOException, InterruptedException {
		NativeTools tools = NativeTools.build(NativeTools.cacheFolder(), NativeSources.all());
		Path agent = AgentImage.command(NativeTools.cacheFolder(), tools.freeze());
		shared = SharedFolder.serve(tools, runtime.resolve("content"), runtime);
		UmlKernel kernel = UmlKernel.find(null, null);
		Path frozen = thawed ? FrozenAgent.image(agent, kernel, tools) : null;
		HostClock clock = HostClock.read(tools);
		for (int number = 1; number <= count; number++) {
			addresses.put(number, "10.9.0." + number);
			interconnect.port(number);
		}
		for (int number : addresses.keySet()) {
			GuestWords words = new GuestWords(number, "node" + number).agent(agent).frozen(frozen).modules(kernel.modules()).shared(shared)
					.interconnect(interconnect.port(number), addresses.get(number), 24, 1500).clockOrigin(clock.monotonic());
			UmlSpec spec = new UmlSpec(number, kernel, memory, runtime, tools, clock, words.words());
			nodes.put(number, new RealNode(UmlNode.start(spec)));
		}
		for (var node : nodes.entrySet()) {
			node.getValue().await(Type.HELLO, payload -> true);
			node.getValue().send(Type.CONFIG, config(node.getKey()));
		}
	}

	private byte[] config(int number) {
		TreeSet<Integer> all = new TreeSet<>(addresses.keySet());
		NodeConfig config = new NodeConfig(number, all, new TreeSet<>(all.headSet(3)), 3, IMALIVE_PERIOD, false, number, 1);
		return new ConfigText(config, "10.9.0.0/24", addresses,
				new TreeMap<>(Map.of(Agent.TRACE, new UUID(1, 2).toString(), Agent.CLUSTER, "trio"))).encode();
	}

	RealNode node(int number) {
		return nodes.get(number);
	}

	/** Waits until every node believes that all are UP. */
	void awaitAllUp() throws InterruptedException {
		for (int node : nodes.keySet())
			await(node, NodeState.UP, nodes.keySet().toArray(Integer[]::new));
	}

	/** Waits until a node believes that all nodes named are in a state. */
	void await(int observer, NodeState state, Integer... subjects) throws InterruptedException {
		node(observer).await(Type.STATUS,
				payload -> List.of(subjects).stream().allMatch(subject -> status(payload).states().get(subject) == state));
	}

	private static StatusText status(byte[] payload) {
		try {
			return StatusText.decode(payload);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	public void close() throws IOException {
		for (RealNode node : nodes.values())
			node.machine.kill();
		for (RealNode node : new ArrayList<>(nodes.values()))
			node.machine.onExit().join();
		interconnect.close();
		shared.close();
		try (Stream<Path> files = Files.walk(runtime)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList())
				Files.delete(file);
		}
	}
}
