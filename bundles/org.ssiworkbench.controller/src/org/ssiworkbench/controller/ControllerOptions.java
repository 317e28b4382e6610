package org.ssiworkbench.controller;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What a controller is started with.
 *
 * @param model the model's file; for a replay the trace's folder, or its file {@code metadata}
 * @param host uml, simulator or replay; null as the model says
 * @param seed of all chance in the run
 * @param trace the folder of the trace that is written; null for {@code traces/<cluster>-<time>} beside the model
 * @param name the cluster's name; null as the model says
 * @param nodes the nodes to boot at the start; empty for all
 * @param capture whether the frames of the interconnect are kept as pcapng (UML only)
 * @param duration virtual time after which a simulated run ends, in ns, at full speed; 0 to run in real time without end
 * @param waiting whether the nodes boot only when a debugger has set its breakpoints
 * @param memory of nodes that get another amount than the model says, in bytes by number
 */
public record ControllerOptions(Path model, String host, long seed, Path trace, String name,
		SortedSet<Integer> nodes, boolean capture, long duration, boolean waiting,
		SortedMap<Integer, Long> memory) {

	/** The host's name for User-Mode Linux. */
	public static final String UML = "uml";
	/** The host's name for the simulator. */
	public static final String SIMULATOR = "simulator";
	/** The host's name for a recorded trace. */
	public static final String REPLAY = "replay";

	/** Options that wait for nobody and leave the nodes their memory. */
	public ControllerOptions(Path model, String host, long seed, Path trace, String name, SortedSet<Integer> nodes, boolean capture,
			long duration) {
		this(model, host, seed, trace, name, nodes, capture, duration, false, new TreeMap<>());
	}
}
