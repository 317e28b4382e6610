package org.ssiworkbench.trace.view.internal;

import java.util.Arrays;

/**
 * Counts messages by kind. The counts of all messages so far are kept at check points, so that those of any run of messages
 * are the difference of two check points and the few messages at its ends. The last messages are behind the last check
 * point, because they may still be received.
 */
final class MessageSums {

	/** What is counted: kinds of messages by number, several for one message. */
	interface Kinds {
		/** Adds a message to counts that are large enough for {@link #count()} kinds. */
		void add(int message, int[] counts);

		/** How many kinds there are so far. */
		int count();
	}

	/** Check points are no closer together. With more kinds they are farther apart, so that they need at most 8 bytes a message. */
	private static final int LEAST_DISTANCE = 512;
	private static final int UNSETTLED = 1 << 16;

	private final Kinds kinds;
	private final IntColumn messages = new IntColumn();
	private final IntColumn starts = new IntColumn();
	private final IntColumn counts = new IntColumn();
	private int[] total = {};
	private int counted;

	MessageSums(Kinds kinds) {
		this.kinds = kinds;
	}

	/** Counts the messages that have settled, of {@code size}. */
	void extend(int size) {
		while (true) {
			int next = counted + Math.max(LEAST_DISTANCE, kinds.count() / 2);
			if (next + UNSETTLED > size)
				return;
			total = Arrays.copyOf(total, kinds.count());
			while (counted < next)
				kinds.add(counted++, total);
			messages.add(counted);
			starts.add(counts.size());
			for (int count : total)
				counts.add(count);
		}
	}

	/** Adds the messages in [from, to) to sums, which must have room for all kinds. */
	void sum(int from, int to, int[] sums) {
		int first = messages.firstAtLeast(from, 0, messages.size());
		int last = messages.firstAtLeast(to + 1, 0, messages.size()) - 1;
		if (first >= last) {
			addEach(from, to, sums);
			return;
		}
		addEach(from, messages.get(first), sums);
		add(last, 1, sums);
		add(first, -1, sums);
		addEach(messages.get(last), to, sums);
	}

	/** Forgets all but the first messages. */
	void truncate(int size) {
		int kept = messages.firstAtLeast(size + 1, 0, messages.size());
		if (kept == messages.size())
			return;
		counts.truncate(starts.get(kept));
		messages.truncate(kept);
		starts.truncate(kept);
		counted = kept == 0 ? 0 : messages.get(kept - 1);
		total = new int[kinds.count()];
		if (kept > 0)
			add(kept - 1, 1, total);
	}

	private void addEach(int from, int to, int[] sums) {
		for (int message = from; message < to; message++)
			kinds.add(message, sums);
	}

	private void add(int checkPoint, int sign, int[] sums) {
		int start = starts.get(checkPoint);
		int end = checkPoint + 1 < starts.size() ? starts.get(checkPoint + 1) : counts.size();
		counts.addTo(sums, start, end - start, sign);
	}
}
