package org.ssiworkbench.node.linux;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/** The node's timers. A replaced or cancelled one stays in the heap until its time and is then passed over. */
final class Timers {

	private record Timer(long id, long time) implements Comparable<Timer> {
		@Override
		public int compareTo(Timer other) {
			int byTime = Long.compare(time, other.time);
			return byTime != 0 ? byTime : Long.compare(id, other.id);
		}
	}

	private final Map<Long, Timer> set = new HashMap<>();
	private final PriorityQueue<Timer> heap = new PriorityQueue<>();

	void set(long id, long time) {
		Timer timer = new Timer(id, time);
		set.put(id, timer);
		heap.add(timer);
	}

	void cancel(long id) {
		set.remove(id);
	}

	/** When the next timer is due; {@link Long#MAX_VALUE} when none is set. */
	long next() {
		while (!heap.isEmpty() && set.get(heap.peek().id) != heap.peek())
			heap.remove();
		return heap.isEmpty() ? Long.MAX_VALUE : heap.peek().time;
	}

	/** Takes the next timer, which {@link #next()} has just said is set. */
	long take() {
		Timer timer = heap.remove();
		set.remove(timer.id);
		return timer.id;
	}
}
