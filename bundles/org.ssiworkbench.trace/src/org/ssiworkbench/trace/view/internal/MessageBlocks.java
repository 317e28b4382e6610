package org.ssiworkbench.trace.view.internal;

/** The sums of all blocks of one size: for each block its flows with count, lost and time under way. */
final class MessageBlocks {
	private final int size;
	private final IntColumn starts = new IntColumn();
	private final IntColumn latest = new IntColumn();
	private final IntColumn flows = new IntColumn();
	private final IntColumn counts = new IntColumn();
	private final IntColumn losts = new IntColumn();
	private final IntColumn latencies = new IntColumn();
	private final FlowSums sums = new FlowSums();

	MessageBlocks(int size) {
		this.size = size;
	}

	/** Messages in a block. */
	int size() {
		return size;
	}

	/** How many blocks there are. */
	int count() {
		return starts.size();
	}

	/** How many messages are in blocks. */
	int messages() {
		return count() * size;
	}

	/** The last row of a receive of a block's messages. */
	int latest(int block) {
		return latest.get(block);
	}

	/** Empty sums for the next block. */
	FlowSums start() {
		sums.clear();
		return sums;
	}

	void append(FlowSums block) {
		starts.add(flows.size());
		latest.add(block.latest());
		for (int i = 0; i < block.size(); i++) {
			int flow = block.flow(i);
			flows.add(flow);
			counts.add(block.count(flow));
			losts.add(block.lost(flow));
			latencies.addFloat((float) block.latency(flow));
		}
	}

	void addTo(FlowSums target, int block) {
		int receive = latest.get(block);
		for (int i = starts.get(block); i < end(block); i++)
			target.add(flows.get(i), counts.get(i), losts.get(i), latencies.getFloat(i), receive);
	}

	void received(int block, MessageTable table, int message) {
		latest.set(block, Math.max(latest.get(block), table.receive(message)));
		for (int i = starts.get(block); i < end(block); i++)
			if (flows.get(i) == table.flow(message)) {
				losts.set(i, losts.get(i) - 1);
				latencies.setFloat(i, latencies.getFloat(i) + table.latency(message));
			}
	}

	/** Forgets all blocks that reach beyond the first {@code messages}. */
	void truncate(int messages) {
		int kept = Math.min(count(), messages / size);
		int entries = kept < count() ? starts.get(kept) : flows.size();
		starts.truncate(kept);
		latest.truncate(kept);
		flows.truncate(entries);
		counts.truncate(entries);
		losts.truncate(entries);
		latencies.truncate(entries);
	}

	private int end(int block) {
		return block + 1 < starts.size() ? starts.get(block + 1) : flows.size();
	}
}
