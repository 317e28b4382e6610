package org.ssiworkbench.trace.view.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Sums of the messages, for each flow, over blocks of consecutive messages, and over blocks of blocks. So any run of
 * messages is summed by adding few blocks and the messages at its ends. The last messages are in no block yet, because
 * they may still be received.
 */
final class MessagePyramid {
	private static final int BLOCK = 128;
	private static final int FAN = 8;
	private static final int UNSETTLED = 1 << 16;

	private final MessageTable table;
	private final List<MessageBlocks> levels = new ArrayList<>();

	MessagePyramid(MessageTable table) {
		this.table = table;
		levels.add(new MessageBlocks(BLOCK));
	}

	/** How many messages are in blocks. */
	int summed() {
		return levels.getFirst().messages();
	}

	/** Adds the sums of the messages in [from, to). */
	void sum(int from, int to, FlowSums sums) {
		int message = from;
		while (message < to) {
			MessageBlocks blocks = largest(message, to);
			if (blocks == null)
				sums.add(table, message++);
			else {
				blocks.addTo(sums, message / blocks.size());
				message += blocks.size();
			}
		}
	}

	/** The messages before {@code message} that were received at or after a row, at most {@code limit} of them. */
	List<Integer> receivedSince(int row, int message, int limit) {
		List<Integer> found = new ArrayList<>();
		int at = 0;
		while (at < message && found.size() < limit) {
			int skipped = skip(at, message, row);
			if (skipped == at && table.receive(at) >= row && table.hasSend(at))
				found.add(at);
			at = skipped == at ? at + 1 : skipped;
		}
		return found;
	}

	/** Makes blocks of the messages that have settled. */
	void extend() {
		MessageBlocks lowest = levels.getFirst();
		while (lowest.messages() + BLOCK + UNSETTLED <= table.size()) {
			int first = lowest.messages();
			FlowSums sums = lowest.start();
			for (int message = first; message < first + BLOCK; message++)
				sums.add(table, message);
			lowest.append(sums);
			raise();
		}
	}

	/** A message in a block was received after all. */
	void received(int message) {
		for (MessageBlocks blocks : levels)
			if (message < blocks.messages())
				blocks.received(message / blocks.size(), table, message);
	}

	void truncate(int messages) {
		levels.forEach(blocks -> blocks.truncate(messages));
	}

	private void raise() {
		for (int level = 0; level < levels.size(); level++) {
			MessageBlocks blocks = levels.get(level);
			if (blocks.count() % FAN != 0)
				return;
			if (level + 1 == levels.size())
				levels.add(new MessageBlocks(blocks.size() * FAN));
			MessageBlocks above = levels.get(level + 1);
			FlowSums sums = above.start();
			for (int block = above.count() * FAN; block < (above.count() + 1) * FAN; block++)
				blocks.addTo(sums, block);
			above.append(sums);
		}
	}

	/** The largest blocks of which one begins with a message and ends before another; null for none. */
	private MessageBlocks largest(int from, int to) {
		MessageBlocks largest = null;
		for (MessageBlocks blocks : levels) {
			if (from % blocks.size() != 0 || from + blocks.size() > to || from + blocks.size() > blocks.messages())
				break;
			largest = blocks;
		}
		return largest;
	}

	/** Goes over the largest block that holds no receive at or after a row; stays where it is if there is none. */
	private int skip(int from, int to, int row) {
		for (int level = levels.size() - 1; level >= 0; level--) {
			MessageBlocks blocks = levels.get(level);
			if (from % blocks.size() == 0 && from + blocks.size() <= blocks.messages()
					&& blocks.latest(from / blocks.size()) < row)
				return Math.min(to, from + blocks.size());
		}
		return from;
	}
}
