package org.ssiworkbench.controller.internal;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * Lets only so many machines start at a time: starting costs processor time that those which have started need for their
 * imalive messages.
 */
final class StartQueue {
	private static final int PER_PROCESSOR = 2;

	private final int width;
	private final IntConsumer boot;
	private final Queue<Integer> waiting = new ArrayDeque<>();
	private final Set<Integer> starting = new TreeSet<>();

	/** Two for each processor: while one waits for its first orders, the other one goes on. */
	StartQueue(IntConsumer boot) {
		this.width = PER_PROCESSOR * Runtime.getRuntime().availableProcessors();
		this.boot = boot;
	}

	void add(int node) {
		waiting.add(node);
		next();
	}

	/** The node has started, or never will. */
	void done(int node) {
		if (starting.remove(node))
			next();
	}

	/** Forgets a node that has not had its turn; whether there was one. */
	boolean withdraw(int node) {
		return waiting.remove(node);
	}

	void clear() {
		waiting.clear();
	}

	private void next() {
		while (starting.size() < width && !waiting.isEmpty()) {
			int node = waiting.remove();
			starting.add(node);
			boot.accept(node);
		}
	}
}
