package org.ssiworkbench.controller.internal.host;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Measures now and then what memory the machines take, on a thread of its own because the kernel takes its time to add it up. */
final class UmlMemory implements AutoCloseable {
	private static final int PERIOD_SECONDS = 2;

	private final Map<Integer, UmlMachine> machines = new ConcurrentHashMap<>();
	private final Map<Integer, Long> bytes = new ConcurrentHashMap<>();
	private final ScheduledExecutorService thread = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("memory").factory());

	void start() {
		thread.scheduleWithFixedDelay(this::measure, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
	}

	void watch(UmlMachine machine) {
		machines.put(machine.number, machine);
	}

	void forget(UmlMachine machine) {
		machines.remove(machine.number, machine);
		bytes.remove(machine.number);
	}

	/** Bytes at the last measurement; 0 before the first. */
	long of(int node) {
		return bytes.getOrDefault(node, 0L);
	}

	private void measure() {
		machines.forEach((node, machine) -> bytes.put(node, measure(machine)));
		bytes.keySet().retainAll(machines.keySet());
	}

	private static long measure(UmlMachine machine) {
		try {
			return machine.uml.memory();
		} catch (IOException e) {
			return 0; // it ended while it was looked at
		}
	}

	@Override
	public void close() {
		thread.shutdownNow();
	}
}
