package org.ssiworkbench.trace.view.internal;

/** Counts messages by flow, those sent and of them those lost. Only for traces with few flows. */
final class FlowKinds implements MessageSums.Kinds {
	/** With more flows than this single flows are not told apart any more, and their counts would be slow. */
	static final int MOST = 1024;

	private final MessageTable table;

	FlowKinds(MessageTable table) {
		this.table = table;
	}

	/** Where the count of a flow's messages is. */
	static int all(int flow) {
		return 2 * flow;
	}

	/** Where the count of its lost messages is. */
	static int lost(int flow) {
		return 2 * flow + 1;
	}

	@Override
	public void add(int message, int[] counts) {
		int flow = table.flow(message);
		counts[all(flow)]++;
		if (table.receive(message) == MessageTable.NONE)
			counts[lost(flow)]++;
	}

	@Override
	public int count() {
		return 2 * table.flows.count();
	}
}
