package org.ssiworkbench.trace.view.internal;

import java.util.Arrays;

import org.ssiworkbench.trace.view.MessageFrame.Sort;

/** Counts messages at their nodes: for each flow's sender, service and form those sent, received and lost. */
final class NodeKinds implements MessageSums.Kinds {
	private static final int SENT = Sort.SENT.ordinal();
	private static final int RECEIVED = Sort.RECEIVED.ordinal();
	private static final int LOST = Sort.LOST.ordinal();
	private static final int SORTS = Sort.values().length;

	private final MessageTable table;
	/** Numbers what is counted at one node: the flow from it to itself stands for it. */
	private final Flows ends = new Flows();
	private int[] sender = new int[256];
	private int[] receiver = new int[256];
	private int flows;

	NodeKinds(MessageTable table) {
		this.table = table;
	}

	int node(int end) {
		return ends.from(end);
	}

	int service(int end) {
		return ends.service(end);
	}

	boolean isImalive(int end) {
		return ends.isImalive(end);
	}

	/** The combination of node, service and form that a kind is of. */
	int end(int kind) {
		return kind / SORTS;
	}

	/** What a kind counts of it. */
	Sort sort(int kind) {
		return Sort.values()[kind % SORTS];
	}

	/** Takes in the flows that are new in the table; to be called before messages of theirs are counted. */
	void extend() {
		Flows all = table.flows;
		if (all.count() > sender.length) {
			sender = Arrays.copyOf(sender, 2 * all.count());
			receiver = Arrays.copyOf(receiver, 2 * all.count());
		}
		for (; flows < all.count(); flows++) {
			sender[flows] = SORTS * end(all, all.from(flows));
			receiver[flows] = SORTS * end(all, all.to(flows));
		}
	}

	@Override
	public void add(int message, int[] counts) {
		int flow = table.flow(message);
		counts[sender[flow] + SENT]++;
		if (table.receive(message) == MessageTable.NONE)
			counts[sender[flow] + LOST]++;
		else
			counts[receiver[flow] + RECEIVED]++;
	}

	@Override
	public int count() {
		return ends.count() * SORTS;
	}

	private int end(Flows all, int node) {
		return ends.of(node, node, all.service(flows), all.isImalive(flows));
	}
}
