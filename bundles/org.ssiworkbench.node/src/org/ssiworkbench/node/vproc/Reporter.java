package org.ssiworkbench.node.vproc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.ssiworkbench.node.internal.NodeContext;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/**
 * Tells the homes of processes what becomes of them, until they have it. What is told about one process goes one after
 * the other, and a process leaves this node only when nothing is owed about it: so news of a process always come from one
 * node at a time, and never late.
 */
final class Reporter {
	private static final long RETRY = 20_000_000;

	/**
	 * Something to tell.
	 *
	 * @param to the nodes that must have it at the time of asking; empty when nobody needs it any more
	 * @param body what is told at the time of asking
	 */
	record Report(Operation operation, Supplier<SortedSet<Integer>> to, Supplier<WireWriter> body) {
	}

	/** {@code about} is another process that it concerns, 0 if none. */
	private record Item(long number, int about, Report report, TreeSet<Integer> told, Runnable done) {
	}

	private record Waiter(long upTo, Runnable done) {
	}

	private final NodeContext context;
	private final Calls calls;
	private final TreeMap<Integer, ArrayDeque<Item>> queues = new TreeMap<>();
	private final TreeSet<Long> owed = new TreeSet<>();
	private final List<Waiter> waiters = new ArrayList<>();
	private long items;

	Reporter(NodeContext context, Calls calls) {
		this.context = context;
		this.calls = calls;
	}

	/** Tells something about a process; with a key below 0, about many. */
	void report(int key, Report report) {
		report(key, 0, report);
	}

	/** Tells something about a process that concerns another one as well. */
	void report(int key, int about, Report report) {
		report(key, about, report, () -> {
		});
	}

	/** Tells something about a process; {@code done} runs when it is told. */
	void report(int key, Report report, Runnable done) {
		report(key, 0, report, done);
	}

	private void report(int key, int about, Report report, Runnable done) {
		Item item = new Item(++items, about, report, new TreeSet<>(), done);
		owed.add(item.number);
		ArrayDeque<Item> queue = queues.get(key);
		if (queue == null) {
			queue = new ArrayDeque<>();
			queues.put(key, queue);
		}
		queue.add(item);
		if (queue.size() == 1)
			tell(key, item);
	}

	/** Whether nothing is owed about a process, nor about many. */
	boolean settled(int pid) {
		boolean concerned = queues.values().stream().anyMatch(queue -> queue.stream().anyMatch(item -> item.about == pid));
		return !queues.containsKey(pid) && !concerned && (queues.isEmpty() || queues.firstKey() >= 0);
	}

	/** Runs {@code done} when all that is owed now is told. */
	void whenTold(Runnable done) {
		if (owed.isEmpty())
			done.run();
		else
			waiters.add(new Waiter(items, done));
	}

	private void tell(int key, Item item) {
		for (Integer node : item.report.to.get())
			if (!item.told.contains(node)) {
				tell(key, item, node);
				return;
			}
		finished(key, item);
	}

	private void tell(int key, Item item, int node) {
		if (node == 0)
			again(key, item);
		else
			calls.call(node, item.report.operation, item.report.body.get(), (result, in) -> answered(key, item, node, result, in));
	}

	private void answered(int key, Item item, int node, int result, WireReader in) {
		if (result == Operation.DONE)
			item.told.add(node);
		if (result == Operation.DONE)
			tell(key, item);
		else
			again(key, item);
	}

	private void again(int key, Item item) {
		context.after(RETRY, () -> tell(key, item));
	}

	private void finished(int key, Item item) {
		ArrayDeque<Item> queue = queues.get(key);
		queue.remove();
		if (queue.isEmpty())
			queues.remove(key);
		else
			tell(key, queue.peek());
		owed.remove(item.number);
		item.done.run();
		List<Waiter> ready = waiters.stream().filter(waiter -> owed.isEmpty() || owed.first() > waiter.upTo).toList();
		waiters.removeAll(ready);
		ready.forEach(waiter -> waiter.done.run());
	}
}
