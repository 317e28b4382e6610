package org.ssiworkbench.controller.cli;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.controller.ControllerOptions;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a cluster is started with, for every verb that starts one. */
final class StartOptions {

	/** Kinds of hosts. */
	enum HostName {
		uml, simulator, replay
	}

	@Parameters(index = "0", paramLabel = "FILE", description = "The model of the cluster (.ssicluster); to replay, the folder of a trace.")
	private Path model;

	@Option(names = "--host", paramLabel = "HOST", description = "uml, simulator or replay; otherwise as the model says.")
	private HostName host;

	@Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Start of all chance in the run (default ${DEFAULT-VALUE}).")
	private long seed;

	@Option(names = "--trace", paramLabel = "DIR", description = "Folder for the trace; otherwise traces/CLUSTER-TIME beside the model.")
	private Path trace;

	@Option(names = "--name", paramLabel = "NAME", description = "Name of the cluster; otherwise as the model says.")
	private String name;

	@Option(names = "--for", paramLabel = "DURATION", converter = DurationConverter.class, description = "Simulator only: run this long in virtual time (such as 60s) at full speed, then end.")
	private Long duration;

	@Option(names = "--nodes", paramLabel = "N", split = ",", description = "Boot only these nodes at the start (such as 1,2); the others by 'ssi add'.")
	private SortedSet<Integer> nodes = new TreeSet<>();

	@Option(names = "--memory", paramLabel = "N=SIZE", split = ",", converter = { NodeConverter.class, MemoryConverter.class }, description = "Give nodes other memory than the model says (such as 2=128M,3=1G).")
	private SortedMap<Integer, Long> memory = new TreeMap<>();

	@Option(names = "--no-capture", description = "Do not keep the interconnect's frames as pcapng.")
	private boolean noCapture;

	@Option(names = "--wait", description = "Boot the nodes when a debugger has attached and set its breakpoints.")
	private boolean waiting;

	ControllerOptions options() {
		return new ControllerOptions(model, host == null ? null : host.name(), seed, trace, name, nodes,
				!noCapture, duration == null ? 0 : duration, waiting, memory);
	}
}
