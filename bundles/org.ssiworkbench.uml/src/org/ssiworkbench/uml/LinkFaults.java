package org.ssiworkbench.uml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.PriorityQueue;

/** The faulty links of a switch and the frames under way on them. Confined to the switch's thread. */
final class LinkFaults {
	private static final double UNIT = 0x1.0p-53;
	/** A link with limited bandwidth holds this long a queue and loses what comes on top. */
	private static final long LONGEST_QUEUE = 1_000_000_000;

	/** Sends a frame out to a node. */
	interface Output {
		void send(int to, ByteBuffer frame) throws IOException;
	}

	private record Delayed(long time, long order, int to, ByteBuffer frame) implements Comparable<Delayed> {
		@Override
		public int compareTo(Delayed other) {
			int byTime = Long.compare(time, other.time);
			return byTime != 0 ? byTime : Long.compare(order, other.order);
		}
	}

	/** One faulty direction between two nodes. */
	final class Link {
		private final LinkFault fault;
		private long free = System.nanoTime();
		private long last = free;

		private Link(LinkFault fault) {
			this.fault = fault;
		}

		/** Puts a frame under way; false = it is lost. */
		boolean take(ByteBuffer frame, int to) {
			if (fault.cut() || fault.loss() > 0 && nextDouble() < fault.loss())
				return false;
			long now = System.nanoTime();
			free = Math.max(free, now);
			if (fault.bandwidth() > 0) {
				if (free - now > LONGEST_QUEUE)
					return false;
				free += frame.limit() * 8L * 1_000_000_000 / fault.bandwidth();
			}
			long jitter = fault.jitter() > 0 ? (long) (nextDouble() * fault.jitter()) : 0;
			last = Math.max(last, free + fault.delay() + jitter);
			ByteBuffer copy = ByteBuffer.allocate(frame.limit());
			copy.put(0, frame, 0, frame.limit());
			underway.add(new Delayed(last, order++, to, copy));
			return true;
		}
	}

	private final Link[][] links = new Link[EthernetSwitch.MAX_NODE + 1][EthernetSwitch.MAX_NODE + 1];
	private final PriorityQueue<Delayed> underway = new PriorityQueue<>();
	private long order;
	private long random;

	LinkFaults(long seed) {
		random = seed;
	}

	void set(int from, int to, LinkFault fault) {
		links[from][to] = fault.equals(LinkFault.NONE) ? null : new Link(fault);
	}

	/** The faulty link, null when all is well on it. */
	Link link(int from, int to) {
		return links[from][to];
	}

	/** Sends what has arrived; returns ns until the next frame arrives, {@link Long#MAX_VALUE} when none is under way. */
	long release(Output output) throws IOException {
		while (!underway.isEmpty()) {
			long wait = underway.peek().time - System.nanoTime();
			if (wait > 0)
				return wait;
			Delayed delayed = underway.poll();
			output.send(delayed.to, delayed.frame);
		}
		return Long.MAX_VALUE;
	}

	/** SplitMix64. */
	private double nextDouble() {
		random += 0x9E3779B97F4A7C15L;
		long z = (random ^ random >>> 30) * 0xBF58476D1CE4E5B9L;
		z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
		return ((z ^ z >>> 31) >>> 11) * UNIT;
	}
}
