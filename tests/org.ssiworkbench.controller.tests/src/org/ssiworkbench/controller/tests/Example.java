package org.ssiworkbench.controller.tests;

import java.nio.file.Path;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

import org.ssiworkbench.controller.ControllerOptions;

/** The example models, under names that no other run has. */
final class Example {
	static final Path HOME = Path.of(System.getProperty("ssi.home", "../..")).toAbsolutePath().normalize();
	static final Path THREE_NODES = HOME.resolve("examples/three-nodes/three-nodes.ssicluster");
	private static final AtomicInteger COUNT = new AtomicInteger();

	private Example() {
	}

	static String freshName() {
		return "test-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
	}

	static ControllerOptions simulated(String name, Path trace) {
		return new ControllerOptions(THREE_NODES, ControllerOptions.SIMULATOR, 7, trace, name, new TreeSet<>(), true, 0);
	}
}
