package org.ssiworkbench.trace.view.internal;

import java.util.Arrays;

/** Counts messages at their nodes: for each flow's sender, service and form those sent, received and lost. */
final class NodeKinds implements MessageSums.Kinds {
	static final int SENT = 0;
	static final int RECEIVED = 1;
	static final int LOST = 2;
	private static final int SORTS = 3;

	private final MessageTable table;
	/** Numbers what is counted at one node: the flow from it to itself stands for it. */
	private final Flows ends = new Flows();
	private int[] sender = new int[256];
	private int[] receiver = new int[256];
	private int flows;

	NodeKinds(MessageTable table) {
		this.table = table;
	}

	/** How many combinations of node, service and form there are. */
	int ends() {
		return ends.count();
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

	/** Where the counts of an end are: {@link #SENT} and so on are added to it. */
	int kind(int end) {
		return end * SORTS;
	}

	/** Takes in the flows that are new in the table; to be called before messages of theirs are counted. */
	void extend() {
		Flows all = table.flows;
		if (all.count() > sender.length) {
			sender = Arrays.copyOf(sender, 2 * all.count());
			receiver = Arrays.copyOf(receiver, 2 * all.count());
		}
		for (; flows < all.count(); flows++) {
			sender[flows] = kind(end(all, all.from(flows)));
			receiver[flows] = kind(end(all, all.to(flows)));
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
