package org.ssiworkbench.uml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The faulty links of a switch, and the frames under way on them, which a thread of its own lets out. Links without a
 * fault do not come here.
 */
final class LinkFaults {
	private static final int NODES = EthernetSwitch.MAX_NODE + 1;
	private static final double UNIT = 0x1.0p-53;
	private static final int MILLI = 1_000_000;
	private static final long SECOND = 1_000_000_000;
	/** A link with limited bandwidth holds this long a queue and loses what comes on top. */
	private static final long LONGEST_QUEUE = SECOND;

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

		/** Puts a copy of a frame under way, or loses it. */
		void take(ByteBuffer frame, int to) {
			synchronized (LinkFaults.this) {
				if (fault.cut() || fault.loss() > 0 && nextDouble() < fault.loss() || !queue(frame, to))
					lost++;
			}
		}

		private boolean queue(ByteBuffer frame, int to) {
			long now = System.nanoTime();
			free = Math.max(free, now);
			if (free - now > LONGEST_QUEUE)
				return false;
			if (fault.bandwidth() > 0)
				free += frame.limit() * 8L * SECOND / fault.bandwidth();
			long jitter = fault.jitter() > 0 ? (long) (nextDouble() * fault.jitter()) : 0;
			last = Math.max(last, free + fault.delay() + jitter);
			ByteBuffer copy = ByteBuffer.allocate(frame.limit());
			copy.put(0, frame, 0, frame.limit());
			underway.add(new Delayed(last, order++, to, copy));
			LinkFaults.this.notifyAll();
			return true;
		}
	}

	private final AtomicReferenceArray<Link> links = new AtomicReferenceArray<>(NODES * NODES);
	private final PriorityQueue<Delayed> underway = new PriorityQueue<>();
	private final Output output;
	private volatile long threadId;
	private long random;
	private long order;
	private long lost;
	private boolean closed;

	LinkFaults(long seed, Output output) {
		random = seed;
		this.output = output;
	}

	synchronized void set(int from, int to, LinkFault fault) {
		links.set(from * NODES + to, fault.equals(LinkFault.NONE) ? null : new Link(fault));
		if (threadId == 0 && !closed) {
			threadId = -1;
			Thread thread = new Thread(this::run, "interconnect delays");
			thread.setDaemon(true);
			thread.start();
		}
	}

	/** The faulty link, null when all is well on it. */
	Link link(int from, int to) {
		return links.getAcquire(from * NODES + to);
	}

	/** Frames lost on purpose. */
	synchronized long lost() {
		return lost;
	}

	/** Nanoseconds of processor time spent on delayed frames. */
	long cpu() {
		return threadId > 0 ? HostProcesses.threadTime(threadId) : 0;
	}

	synchronized void close() {
		closed = true;
		notifyAll();
	}

	private void run() {
		threadId = HostProcesses.threadId();
		try {
			for (Delayed next = next(); next != null; next = next())
				output.send(next.to, next.frame);
		} catch (ClosedChannelException e) {
			close();
		} catch (IOException e) {
			throw new UncheckedIOException("the interconnect's socket failed", e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** Waits for the next frame to arrive; null when the switch is closed. */
	private synchronized Delayed next() throws InterruptedException {
		while (!closed) {
			long wait = underway.isEmpty() ? SECOND : underway.peek().time - System.nanoTime();
			if (wait <= 0)
				return underway.remove();
			wait(wait / MILLI, (int) (wait % MILLI));
		}
		return null;
	}

	/** SplitMix64. */
	private double nextDouble() {
		random += 0x9E3779B97F4A7C15L;
		long z = (random ^ random >>> 30) * 0xBF58476D1CE4E5B9L;
		z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
		return ((z ^ z >>> 31) >>> 11) * UNIT;
	}
}
