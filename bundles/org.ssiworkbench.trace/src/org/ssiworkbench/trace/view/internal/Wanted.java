package org.ssiworkbench.trace.view.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.view.MessageOptions;

/** Which flows are wanted, and the services of those that are, by name. */
final class Wanted {
	private final boolean[] wanted;
	private final int[] service;
	private final List<String> services;

	Wanted(TraceIndex index, Flows flows, List<Integer> nodes, MessageOptions options) {
		int count = flows.count();
		wanted = new boolean[count];
		service = new int[count];
		Set<Integer> lanes = new HashSet<>(nodes);
		TreeSet<String> names = new TreeSet<>();
		for (int flow = 0; flow < count; flow++) {
			String name = index.text(flows.service(flow));
			wanted[flow] = lanes.contains(flows.from(flow)) && lanes.contains(flows.to(flow))
					&& (options.services().isEmpty() || options.services().contains(name))
					&& (options.imalive() || !flows.isImalive(flow));
			if (wanted[flow])
				names.add(name);
		}
		services = List.copyOf(names);
		for (int flow = 0; flow < count; flow++)
			if (wanted[flow])
				service[flow] = services.indexOf(index.text(flows.service(flow)));
	}

	boolean isWanted(int flow) {
		return wanted[flow];
	}

	/** Place of a wanted flow's service among the services. */
	int service(int flow) {
		return service[flow];
	}

	List<String> services() {
		return services;
	}
}
