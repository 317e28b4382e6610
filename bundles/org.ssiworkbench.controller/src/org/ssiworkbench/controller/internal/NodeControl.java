package org.ssiworkbench.controller.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import org.ssiworkbench.controller.internal.host.ClusterHost;
import org.ssiworkbench.controller.internal.host.HostEvents;
import org.ssiworkbench.controller.internal.host.MachineState;

/** Boots and ends the nodes of a cluster as is asked, and tells when that is done. Confined to the cluster's loop. */
final class NodeControl {
	/** How long nodes may take to leave, in ns. */
	private static final long GRACE = 15_000_000_000L;

	private record Waiter(BooleanSupplier done, CompletableFuture<Void> future) {
	}

	private final String cluster;
	private final SortedMap<Integer, NodeRecord> nodes;
	private final ClusterHost host;
	private final HostEvents events;
	private final StartQueue starts;
	private final List<Waiter> waiters = new ArrayList<>();

	/** {@code events} hears of machines that are to boot, or will not. */
	NodeControl(String cluster, SortedMap<Integer, NodeRecord> nodes, ClusterHost host, HostEvents events) {
		this.cluster = cluster;
		this.nodes = nodes;
		this.host = host;
		this.events = events;
		starts = new StartQueue(host::boot);
	}

	/** @throws RefusedException when the cluster has no such node */
	NodeRecord node(int number) {
		NodeRecord node = nodes.get(number);
		if (node == null)
			throw new RefusedException("cluster " + cluster + " has no node " + number + "; it has " + nodes.keySet());
		return node;
	}

	/** Boots nodes of the cluster, which are off. */
	void boot(Collection<Integer> numbers) {
		numbers.forEach(number -> events.machine(number, MachineState.BOOTING, 0, ""));
		numbers.forEach(starts::add);
	}

	/** No node is booted any more. */
	void bootNoMore() {
		starts.clear();
	}

	/** Boots nodes; done when they run or have ended. */
	CompletableFuture<Void> add(List<Integer> numbers) {
		List<NodeRecord> asked = named(numbers);
		for (NodeRecord node : asked)
			if (node.machine.isAlive())
				throw new RefusedException("node " + node.plan.number() + " runs already; end it first with 'ssi down' or 'ssi crash'");
		boot(asked.stream().map(node -> node.plan.number()).toList());
		return when(() -> asked.stream().allMatch(node -> node.machine != MachineState.BOOTING));
	}

	/** Ends nodes without a word to anybody. */
	void crash(List<Integer> numbers) {
		alive(numbers).forEach(this::kill);
	}

	/** Has nodes leave; done when they have ended, failed when they take too long. */
	CompletableFuture<Void> down(List<Integer> numbers) {
		List<NodeRecord> asked = alive(numbers);
		asked.forEach(this::shutdown);
		CompletableFuture<Void> left = when(() -> asked.stream().noneMatch(node -> node.machine.isAlive()));
		host.loop().at(host.loop().now() + GRACE, () -> left.completeExceptionally(new RefusedException(
				"the nodes did not leave within 15 s; see their state with 'ssi status', or end them with 'ssi crash'")));
		return left;
	}

	/** Has all nodes leave; done when they have ended or take too long, and then end with the host. */
	CompletableFuture<Void> downAll() {
		bootNoMore();
		nodes.values().stream().filter(node -> node.machine.isAlive()).forEach(this::shutdown);
		CompletableFuture<Void> left = when(() -> nodes.values().stream().noneMatch(node -> node.machine.isAlive()));
		host.loop().at(host.loop().now() + GRACE, () -> left.complete(null));
		return left;
	}

	void kill(NodeRecord node) {
		if (!withdrawn(node))
			host.crash(node.plan.number());
	}

	private void shutdown(NodeRecord node) {
		if (withdrawn(node))
			return;
		if (node.machine == MachineState.BOOTING)
			host.crash(node.plan.number()); // it has nothing yet to leave in order
		else
			host.shutdown(node.plan.number());
	}

	/** Whether a node still waited to be booted; it is off then. */
	private boolean withdrawn(NodeRecord node) {
		boolean waited = starts.withdraw(node.plan.number());
		if (waited)
			events.machine(node.plan.number(), MachineState.OFF, 0, "");
		return waited;
	}

	private List<NodeRecord> named(List<Integer> numbers) {
		if (numbers == null || numbers.isEmpty())
			throw new RefusedException("no node was named; give the numbers of nodes, of " + nodes.keySet());
		return numbers.stream().distinct().map(this::node).toList();
	}

	private List<NodeRecord> alive(List<Integer> numbers) {
		List<NodeRecord> asked = named(numbers);
		for (NodeRecord node : asked)
			if (!node.machine.isAlive())
				throw new RefusedException("node " + node.plan.number() + " does not run; start it with 'ssi add'");
		return asked;
	}

	/** A node's machine is in another state. */
	void changed(int number) {
		if (node(number).machine != MachineState.BOOTING)
			starts.done(number);
		List<Waiter> ready = waiters.stream().filter(waiter -> waiter.done().getAsBoolean()).toList();
		waiters.removeAll(ready);
		ready.forEach(waiter -> waiter.future().complete(null));
	}

	private CompletableFuture<Void> when(BooleanSupplier done) {
		Waiter waiter = new Waiter(done, new CompletableFuture<>());
		if (done.getAsBoolean())
			waiter.future().complete(null);
		else
			waiters.add(waiter);
		return waiter.future();
	}
}
