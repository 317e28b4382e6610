package org.ssiworkbench.simulator.campaign;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.ics.IcsChannel;
import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.ics.IcsService;
import org.ssiworkbench.node.ics.IcsStatus;
import org.ssiworkbench.simulator.NodeProgram;
import org.ssiworkbench.simulator.SplitMix64;

/** RPCs between the nodes: echoes, and relays that call a third node from within their server routine. */
final class Traffic implements NodeProgram {
	private static final int ECHO = 0;
	private static final int RELAY = 1;
	/** The first byte says what is asked, the next eight number the call. */
	private static final int HEAD = 9;
	private static final IcsService SERVICE = new IcsService(2, "traffic", IcsChannel.NORMAL, "echo", "relay");

	private final Invariants invariants;
	private final SplitMix64 random;
	private final TreeMap<Integer, Node> nodes = new TreeMap<>();
	/** Numbers of the echoes that were served, each of which must be served once. */
	private final TreeSet<Long> served = new TreeSet<>();
	long calls;
	/** Virtual time, for what is reported. */
	long now;

	Traffic(Invariants invariants, long seed) {
		this.invariants = invariants;
		random = new SplitMix64(seed);
	}

	@Override
	public void install(int number, Node node) {
		nodes.put(number, node);
		node.ics().register(SERVICE, request -> serve(number, node, request));
	}

	private void serve(int number, Node node, IcsRequest request) {
		if (request.operation() == ECHO) {
			int asked = request.data().inline()[0];
			if (asked >= 0 && request.priority() <= asked && asked < IcsChannel.PRIORITY_4)
				invariants.violated(now, number, "a nested call came with priority " + request.priority() + ", its request had " + asked);
			if (asked < 0 && !served.add(ByteBuffer.wrap(request.data().inline()).getLong(1)))
				invariants.violated(now, number, "an RPC was served twice");
			request.reply(request.data().inline().length, request.data());
			return;
		}
		int third = request.data().inline()[0];
		byte[] nested = { (byte) request.priority() };
		node.ics().call(third, SERVICE, ECHO, new IcsData(nested), reply -> request.reply(reply.status().ordinal(), IcsData.EMPTY));
	}

	/** One call from a node to another one. */
	void call(int from, int to, int third) {
		Node node = nodes.get(from);
		if (!node.clms().available(from))
			return;
		calls++;
		boolean relay = random.chance(40);
		byte[] inline = new byte[HEAD + (int) random.below(IcsData.MAX_INLINE - HEAD + 1)];
		ByteBuffer.wrap(inline).put(relay ? (byte) third : -1).putLong(calls);
		List<byte[]> buffers = random.chance(20) ? List.of(new byte[(int) random.below(60_000)]) : List.of();
		IcsData data = relay ? new IcsData(inline) : new IcsData(inline, buffers);
		boolean known = node.clms().available(to);
		boolean[] ended = new boolean[1];
		node.run(() -> node.ics().call(to, SERVICE, relay ? RELAY : ECHO, data, reply -> {
			if (ended[0])
				invariants.violated(now, from, "an RPC ended twice");
			ended[0] = true;
			if (reply.status() == IcsStatus.OK && !relay && reply.result() != inline.length)
				invariants.violated(now, from, "an echo of " + inline.length + " bytes returned " + reply.result());
			if (reply.status() == IcsStatus.EREMOTE && known && node.clms().available(to))
				invariants.violated(now, from, "EREMOTE from node " + to + ", which was and is UP here");
		}));
	}
}
