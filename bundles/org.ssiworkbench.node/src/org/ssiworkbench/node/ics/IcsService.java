package org.ssiworkbench.node.ics;

import java.util.List;

/**
 * A service: a set of operations that every node serves. It must be registered alike on all nodes.
 *
 * @param id 1..255, unique
 * @param name how the trace calls it
 * @param channel the channel it is bound to: {@link IcsChannel#NORMAL} or a priority channel
 * @param operations names of the operations; an operation's number is its place
 * @param early whether it may talk to nodes that are not members (yet): membership itself
 */
public record IcsService(int id, String name, int channel, List<String> operations, boolean early) {

	/** Checks the ranges. */
	public IcsService {
		if (id < 1 || id > 255 || channel < IcsChannel.NORMAL || channel > IcsChannel.PRIORITY_4 || operations.size() > 256)
			throw new IllegalArgumentException("service " + name + ": id 1..255, channel 0..4, at most 256 operations");
		operations = List.copyOf(operations);
	}

	/** A service between members. */
	public IcsService(int id, String name, int channel, String... operations) {
		this(id, name, channel, List.of(operations), false);
	}
}
