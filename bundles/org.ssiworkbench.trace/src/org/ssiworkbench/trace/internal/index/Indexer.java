package org.ssiworkbench.trace.internal.index;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.ssiworkbench.trace.index.IndexProgress;

/**
 * Makes rows of the events of all streams. Works in rounds: all streams are decoded up to an instant, then what is up to
 * it is merged and written while the next round is decoded. One thread at a time.
 */
final class Indexer {
	/** Rows of a round: enough to be worth it, few enough for the processor's cache and for the first page. */
	private static final int ROUND = 1 << 16;
	private static final int FIRST_ROUND = 1 << 12;
	/** One stream holds no more decoded events than this; more are only there when they all are of one instant. */
	private static final int MAX_QUEUE = 1 << 19;
	private static final long FIRST_STEP = 1_000_000;

	/** A late event may move so many rows; when it would move more, all are made anew. */
	private static final int MAX_TAIL = 1 << 22;
	private static final Comparator<StreamQueue> ORDER = Comparator.comparingInt((StreamQueue queue) -> queue.decoder.node())
			.thenComparing(queue -> queue.file.name());

	/** Events came that belong far before those that are rows already. */
	static final class LateEventsException extends IOException {
		private static final long serialVersionUID = 1L;
	}

	private final IndexData data;
	private final IndexProgress progress;
	private List<StreamQueue> queues;
	private final long total;
	private final EventRun unsorted = new EventRun();
	private final EventRun sorted = new EventRun();
	private final TimeSorter sorter = new TimeSorter();
	private long step = FIRST_STEP;

	Indexer(IndexData data, IndexProgress progress, long totalBytes) {
		this.data = data;
		this.progress = progress;
		total = totalBytes;
		queues = List.copyOf(data.queues());
	}

	/** Indexes all that is there; false if it was cancelled before. */
	boolean run() throws IOException {
		queues.forEach(StreamQueue::retry);
		fill(Long.MIN_VALUE);
		queues = queues.stream().sorted(ORDER).toList(); // a node may be known only now
		long until = Math.max(firstPending() + step, data.rows() == 0 ? Long.MIN_VALUE : data.lastTime());
		fill(until);
		while (!progress.cancelled()) {
			long limit = Math.min(until, queues.stream().mapToLong(StreamQueue::complete).min().orElse(Long.MAX_VALUE));
			collect(queues.stream().allMatch(StreamQueue::ended) && pending() <= ROUND ? Long.MAX_VALUE : limit);
			if (unsorted.count == 0 && pending() == 0)
				return true;
			adapt();
			until = Math.max(limit, firstPending()) + step;
			round(until);
			progress.worked(queues.stream().mapToLong(queue -> queue.decoder.state().offset()).sum(), total);
		}
		return false;
	}

	private void round(long until) throws IOException {
		CompletableFuture<Void> decoding = CompletableFuture.runAsync(() -> fill(until));
		try {
			store();
		} finally {
			decoding.join();
		}
	}

	private void fill(long until) {
		queues.parallelStream().forEach(queue -> queue.fill(until, MAX_QUEUE));
	}

	private void collect(long limit) {
		unsorted.count = 0;
		for (StreamQueue queue : queues)
			queue.moveTo(unsorted, limit);
	}

	/** Lets the next round have about as many rows as it should. */
	private void adapt() {
		int wanted = data.rows() == 0 ? FIRST_ROUND : ROUND;
		double factor = unsorted.count == 0 ? 8 : Math.clamp((double) wanted / unsorted.count, 0.125, 8);
		step = Math.clamp((long) (step * factor), 1, Long.MAX_VALUE / 64);
	}

	private void store() throws IOException {
		if (unsorted.count == 0)
			return;
		int first = data.rows();
		if (first > 0 && earliest() < data.lastTime())
			first = takeBackTail();
		sorted.gather(unsorted, sorter.order(unsorted.times(), unsorted.count));
		data.write(first, sorted);
	}

	/** Takes the rows that come after the first of the new events back among these. Returns what is the last row's successor then. */
	private int takeBackTail() throws LateEventsException {
		int first = data.rowAt(earliest());
		if (data.rows() - first > MAX_TAIL)
			throw new LateEventsException();
		EventRun together = new EventRun();
		EventRun tail = new EventRun();
		data.takeBack(first, tail);
		for (StreamQueue queue : queues) {
			appendOf(queue.number, tail, together);
			appendOf(queue.number, unsorted, together);
		}
		unsorted.count = 0;
		unsorted.append(together, 0, together.count);
		return first;
	}

	private static void appendOf(int stream, EventRun from, EventRun to) {
		char[] streams = from.chars[Slot.STREAM.index];
		for (int i = 0; i < from.count; i++)
			if (streams[i] == stream)
				to.append(from, i, i + 1);
	}

	private long earliest() {
		long earliest = Long.MAX_VALUE;
		for (int i = 0; i < unsorted.count; i++)
			earliest = Math.min(earliest, unsorted.times()[i]);
		return earliest;
	}

	private long firstPending() {
		return queues.stream().filter(queue -> queue.run.count > 0).mapToLong(queue -> queue.run.times()[0]).min().orElse(0);
	}

	private long pending() {
		return queues.stream().mapToLong(queue -> queue.run.count).sum();
	}
}
