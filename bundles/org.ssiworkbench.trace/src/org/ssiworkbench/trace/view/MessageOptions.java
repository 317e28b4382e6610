package org.ssiworkbench.trace.view;

import java.util.List;
import java.util.Set;

/**
 * What of the messages is wanted.
 *
 * @param nodes the lanes from the top; empty for all nodes by number
 * @param services names of the services whose messages to show; empty for all
 * @param imalive whether to show imalive datagrams
 */
public record MessageOptions(List<Integer> nodes, Set<String> services, boolean imalive) {
	/** All messages between all nodes. */
	public static final MessageOptions ALL = new MessageOptions(List.of(), Set.of(), true);

	public MessageOptions {
		nodes = List.copyOf(nodes);
		services = Set.copyOf(services);
	}
}
