package org.ssiworkbench.trace.internal.index;

import org.ssiworkbench.trace.internal.StreamFile;

/** The events of one stream that are decoded and not yet rows. */
final class StreamQueue {
	final StreamFile file;
	final int number;
	final StreamDecoder decoder;
	final EventRun run = new EventRun();
	private boolean ended;

	StreamQueue(StreamFile file, int number, StreamDecoder decoder) {
		this.file = file;
		this.number = number;
		this.decoder = decoder;
	}

	/** The stream may have grown. */
	void retry() {
		ended = false;
	}

	boolean ended() {
		return ended;
	}

	/** Decodes until there is an event after {@code time}, there are {@code max} events, or the stream ends. */
	void fill(long time, int max) {
		while (!ended && run.count < max && (run.count == 0 || run.lastTime() <= time))
			ended = !decoder.next(run);
	}

	/** The last time up to which all events are here; at least that of the first one. */
	long complete() {
		return ended || run.count == 0 ? Long.MAX_VALUE : Math.max(run.times()[0], run.lastTime() - 1);
	}

	/** Moves the events up to a time to the end of another run. */
	void moveTo(EventRun target, long time) {
		int count = upTo(time);
		target.append(run, 0, count);
		run.drop(count);
	}

	private int upTo(long time) {
		int low = 0;
		int high = run.count;
		while (low < high) {
			int middle = low + high >>> 1;
			if (run.times()[middle] <= time)
				low = middle + 1;
			else
				high = middle;
		}
		return low;
	}
}
