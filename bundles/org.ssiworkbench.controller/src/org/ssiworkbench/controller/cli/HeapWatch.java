package org.ssiworkbench.controller.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** Looks how much is on the heap, garbage included, a hundred times a second, and remembers the most. */
final class HeapWatch implements AutoCloseable {
	private static final long PERIOD = 10;

	private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
	private final Thread thread = Thread.ofPlatform().name("heap watch").daemon().unstarted(this::watch);
	private long most;

	HeapWatch() {
		thread.start();
	}

	/** Bytes. */
	synchronized long most() {
		most = Math.max(most, memory.getHeapMemoryUsage().getUsed());
		return most;
	}

	private void watch() {
		try {
			while (true) {
				most();
				Thread.sleep(PERIOD);
			}
		} catch (InterruptedException e) {
			// closed
		}
	}

	@Override
	public void close() {
		thread.interrupt();
	}
}
