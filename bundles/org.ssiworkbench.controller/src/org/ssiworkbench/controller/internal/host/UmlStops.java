package org.ssiworkbench.controller.internal.host;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import org.ssiworkbench.uml.Mconsoles;
import org.ssiworkbench.uml.UmlNode;

/** Stops kernels and lets them go, one after the other on a thread of its own, because their consoles may take a while. */
final class UmlStops {
	private static final System.Logger LOG = System.getLogger(UmlStops.class.getName());

	private final Consumer<Runnable> loop;
	private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("stops").factory());

	/** {@code loop} runs what is to be told on the cluster's loop. */
	UmlStops(Consumer<Runnable> loop) {
		this.loop = loop;
	}

	/** Ns between the first and the last stop. */
	static long skew(SortedMap<Integer, Long> times) {
		long first = times.values().stream().mapToLong(Long::longValue).min().orElse(0);
		return times.values().stream().mapToLong(Long::longValue).max().orElse(0) - first;
	}

	/** Stops kernels; {@code done} is told when each stood, on the loop. */
	void stop(SortedMap<Integer, UmlMachine> machines, Consumer<SortedMap<Integer, Long>> done) {
		thread.execute(() -> {
			SortedMap<Integer, Long> times = new TreeMap<>();
			try {
				times.putAll(Mconsoles.stop(kernels(machines)));
			} catch (IOException e) {
				LOG.log(System.Logger.Level.ERROR, "the kernels could not be stopped: " + e.getMessage(), e);
			}
			loop.accept(() -> done.accept(times));
		});
	}

	/** Lets kernels go on. */
	void go(SortedMap<Integer, UmlMachine> machines) {
		thread.execute(() -> {
			try {
				Mconsoles.go(kernels(machines));
			} catch (IOException e) {
				LOG.log(System.Logger.Level.ERROR, "the kernels could not be let go: " + e.getMessage(), e);
			}
		});
	}

	private static SortedMap<Integer, UmlNode> kernels(SortedMap<Integer, UmlMachine> machines) {
		SortedMap<Integer, UmlNode> kernels = new TreeMap<>();
		machines.forEach((number, machine) -> kernels.put(number, machine.uml));
		return kernels;
	}
}
