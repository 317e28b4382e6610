package org.ssiworkbench.simulator.workload;

import java.util.List;
import java.util.TreeMap;

import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.ics.IcsChannel;
import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.ics.IcsService;
import org.ssiworkbench.simulator.NodeProgram;
import org.ssiworkbench.simulator.SplitMix64;

/** Services of several names whose operations answer at once, or ask a third node first. */
final class Calls implements NodeProgram {
	private static final int RELAY = 2;
	/** With ids that no service of a node itself has. */
	private static final List<IcsService> SERVICES = List.of(
			new IcsService(40, "file", IcsChannel.NORMAL, "read", "write", "lookup"),
			new IcsService(41, "pipe", IcsChannel.NORMAL, "put", "get", "poll"),
			new IcsService(42, "sem", IcsChannel.NORMAL, "up", "down", "wait"),
			new IcsService(43, "root", IcsChannel.NORMAL, "stat", "open", "walk"));

	private final SplitMix64 random;
	private final TreeMap<Integer, Node> nodes = new TreeMap<>();

	Calls(long seed) {
		random = new SplitMix64(seed);
	}

	@Override
	public void install(int number, Node node) {
		nodes.put(number, node);
		for (IcsService service : SERVICES)
			node.ics().register(service, request -> serve(node, service, request));
	}

	private static void serve(Node node, IcsService service, IcsRequest request) {
		if (request.operation() != RELAY) {
			request.reply(0, request.data());
			return;
		}
		int third = request.data().inline()[0];
		node.ics().call(third, service, 0, new IcsData(new byte[16]), reply -> request.reply(reply.status().ordinal(), IcsData.EMPTY));
	}

	/** One call from a node to another one, which may have to ask a third. */
	void call(int from, int to, int third) {
		Node node = nodes.get(from);
		if (!node.clms().available(from))
			return;
		IcsService service = SERVICES.get((int) random.below(SERVICES.size()));
		int operation = (int) random.below(RELAY + 1);
		byte[] inline = new byte[1 + (int) random.below(200)];
		inline[0] = (byte) third;
		List<byte[]> buffers = random.chance(5) ? List.of(new byte[(int) random.below(60_000)]) : List.of();
		IcsData data = new IcsData(inline, buffers);
		node.run(() -> node.ics().call(to, service, operation, data, reply -> {
			// what comes back is of no use to anybody
		}));
	}
}
