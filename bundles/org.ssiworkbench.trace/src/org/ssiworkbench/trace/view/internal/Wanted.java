package org.ssiworkbench.trace.view.internal;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.view.MessageOptions;

/** Which flows are wanted, and the services of all flows that may be, by name. */
final class Wanted {
	private static final int UNWANTED = -1;

	private final Flows flows;
	private final BitSet lanes = new BitSet();
	private final boolean imalive;
	private final List<String> services;
	/** By code of a service's name its place among the services. */
	private final int[] places;

	Wanted(TraceIndex index, Flows flows, List<Integer> nodes, MessageOptions options) {
		this.flows = flows;
		nodes.forEach(lanes::set);
		imalive = options.imalive();
		Map<String, Integer> codes = new TreeMap<>();
		flows.services().forEach(code -> codes.put(index.text(code), code));
		if (!options.services().isEmpty())
			codes.keySet().retainAll(options.services());
		services = List.copyOf(codes.keySet());
		places = new int[flows.services().stream().mapToInt(Integer::intValue).max().orElse(0) + 1];
		Arrays.fill(places, UNWANTED);
		codes.forEach((name, code) -> places[code] = services.indexOf(name));
	}

	boolean isWanted(int flow) {
		return lanes.get(flows.from(flow)) && lanes.get(flows.to(flow)) && service(flow) >= 0 && (imalive || !flows.isImalive(flow));
	}

	/** Place of a flow's service among the services. */
	int service(int flow) {
		return places[flows.service(flow)];
	}

	/** Place of the service of what is counted at a node; -1 if that is not wanted. */
	int service(NodeKinds ends, int end) {
		boolean shown = lanes.get(ends.node(end)) && (imalive || !ends.isImalive(end));
		return shown ? places[ends.service(end)] : UNWANTED;
	}

	List<String> services() {
		return services;
	}
}
