package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;

import org.ssiworkbench.cluster.Cluster;
import org.ssiworkbench.cluster.ClusterFactory;
import org.ssiworkbench.cluster.Interconnect;
import org.ssiworkbench.cluster.Kernel;
import org.ssiworkbench.cluster.Node;
import org.ssiworkbench.cluster.check.ClusterFile;
import org.ssiworkbench.controller.Controller;
import org.ssiworkbench.controller.ControllerOptions;
import org.ssiworkbench.controller.protocol.ControllerService.NodeStatus;

/** A cluster of so many UML nodes that is booted, measured and ended. */
final class BootedCluster {
	private final int nodes;
	private final long memory;
	private final Path folder;
	private Path socket;

	/** Time from nothing to all nodes UP, in ns; memory in bytes. */
	record Result(long nanos, double memoryPerNode) {
	}

	/** {@code folder} takes the model and the trace. */
	BootedCluster(int nodes, Path folder) {
		this(nodes, ClusterFactory.eINSTANCE.createNode().getMemory(), folder);
	}

	/** Nodes with so many bytes of memory each. */
	BootedCluster(int nodes, long memory, Path folder) {
		this.nodes = nodes;
		this.memory = memory;
		this.folder = folder;
	}

	/** Where it listens while it is used. */
	Path socket() {
		return socket;
	}

	/** By which clients find it. */
	String name() {
		return "bench-" + nodes + "-" + ProcessHandle.current().pid();
	}

	/** The shared directory of its nodes. */
	Path shared() {
		return trace().resolve("shared");
	}

	private Path trace() {
		return folder.resolve("trace-" + nodes);
	}

	/** Something done with a cluster whose nodes are all UP. */
	interface Use<T> {
		T of(Controller controller, StatusWatch watch) throws Exception;
	}

	Result boot() throws Exception {
		long begin = System.nanoTime();
		return use((controller, watch) -> {
			long nanos = System.nanoTime() - begin;
			watch.await("memory is measured", status -> status.nodes().stream().allMatch(node -> node.memory() > 0));
			return new Result(nanos, watch.last().nodes().stream().mapToLong(NodeStatus::memory).average().orElse(0));
		});
	}

	/** Boots it, uses it and ends it. */
	<T> T use(Use<T> use) throws Exception {
		Path model = folder.resolve("bench-" + nodes + ".ssicluster");
		ClusterFile.save(model(), model);
		Controller controller = Controller.open(new ControllerOptions(model, ControllerOptions.UML, 1,
				trace(), name(), new TreeSet<>(), false, 0));
		socket = controller.socket();
		EndOnSignal.install(controller);
		StatusWatch watch = new StatusWatch();
		controller.attach(watch);
		Thread cluster = Thread.ofPlatform().start(() -> run(controller));
		try {
			watch.await("all " + nodes + " nodes are UP", status -> status.nodes().stream().allMatch(node -> node.state().equals("UP")));
			return use.of(controller, watch);
		} finally {
			controller.terminate("the benchmark is over");
			cluster.join();
		}
	}

	private static void run(Controller controller) {
		try {
			controller.run();
		} catch (IOException e) {
			throw new CommandException("the benchmark's cluster did not end cleanly: " + e.getMessage());
		}
	}

	private Cluster model() {
		ClusterFactory factory = ClusterFactory.eINSTANCE;
		Cluster cluster = factory.createCluster();
		cluster.setName("bench");
		Kernel kernel = factory.createKernel();
		cluster.getKernels().add(kernel);
		Interconnect net = factory.createInterconnect();
		net.setSubnet("10.9.0.0/24");
		cluster.getInterconnects().add(net);
		for (int number = 1; number <= nodes; number++) {
			Node node = factory.createNode();
			node.setNumber(number);
			node.setName("bench" + number);
			node.setInitNode(number <= 2);
			node.setKernel(kernel);
			node.setMemory(memory);
			cluster.getNodes().add(node);
		}
		return cluster;
	}
}
