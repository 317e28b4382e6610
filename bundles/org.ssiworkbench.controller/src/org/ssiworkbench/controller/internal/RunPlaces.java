package org.ssiworkbench.controller.internal;

import java.nio.file.Path;

/**
 * Where a run keeps its files. A trace folder's plain files are its streams to every CTF reader, so what else belongs to
 * the run lies in folders below.
 *
 * @param trace the CTF trace's folder
 */
public record RunPlaces(Path trace) {

	/** The log of a node's console. */
	public Path console(String nodeName) {
		return trace.resolve("console").resolve(nodeName + ".log");
	}

	/** The traces of a simulation's other courses of events, by name. */
	public Path branches() {
		return trace.resolve("branches");
	}

	/** The Ethernet frames of the first interconnect. */
	public Path capture() {
		return trace.resolve("network").resolve("interconnect.pcapng");
	}

	/** The Ethernet frames of another interconnect. */
	public Path capture(String id) {
		return trace.resolve("network").resolve("interconnect-" + id + ".pcapng");
	}

	/** What the nodes see as {@code /shared}. */
	public Path shared() {
		return trace.resolve("shared");
	}
}
