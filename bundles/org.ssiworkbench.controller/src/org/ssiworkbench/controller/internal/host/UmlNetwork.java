package org.ssiworkbench.controller.internal.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import org.ssiworkbench.controller.internal.plan.ClusterPlan;
import org.ssiworkbench.controller.internal.plan.ClusterPlan.NetworkPlan;
import org.ssiworkbench.uml.EthernetSwitch;
import org.ssiworkbench.uml.GuestWords;
import org.ssiworkbench.uml.LinkFault;
import org.ssiworkbench.uml.PcapngWriter;

/** One interconnect of a UML cluster: a switch with a port for every node, and perhaps a capture. */
final class UmlNetwork implements AutoCloseable {
	private static final double PERCENT = 100;
	private static final long CAPTURE_LIMIT = 1L << 30;

	private final NetworkPlan plan;
	private final EthernetSwitch network;
	private PcapngWriter capture;
	/** What goes wrong on every link unless a fault changes it. */
	final LinkFault usual;

	/** {@code seed} is where the numbers that decide about loss and jitter begin. */
	UmlNetwork(ClusterPlan cluster, NetworkPlan plan, long seed) throws IOException {
		this.plan = plan;
		usual = new LinkFault(plan.loss() / PERCENT, plan.latency(), plan.jitter(), plan.bandwidth(), false);
		network = new EthernetSwitch(seed);
		for (int node : cluster.numbers())
			network.port(node); // a switch floods to the ports it has when a frame comes
	}

	/** Keeps all frames from now on in a file; {@code clock} gives ns since the epoch. */
	void capture(ClusterPlan cluster, Path file, LongSupplier clock) throws IOException {
		Files.createDirectories(file.getParent());
		Map<Integer, String> names = new TreeMap<>();
		cluster.nodes().forEach(node -> names.put(node.number(), node.name()));
		capture = new PcapngWriter(file, names, clock, CAPTURE_LIMIT);
		network.capture(capture);
	}

	void fault(int from, int to, LinkFault fault) {
		network.fault(from, to, fault);
	}

	/** Adds this network's device to what a node's kernel is told. */
	void plug(GuestWords words, int node) throws IOException {
		words.interconnect(network.port(node), plan.address(node), plan.subnet().bits(), plan.mtu());
	}

	@Override
	public void close() throws IOException {
		network.close();
		if (capture != null)
			capture.close();
	}
}
