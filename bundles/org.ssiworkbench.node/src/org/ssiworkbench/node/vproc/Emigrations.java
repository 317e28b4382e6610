package org.ssiworkbench.node.vproc;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/** The processes that are being moved from here to other nodes. */
final class Emigrations {
	private final Parts parts;
	private final TreeMap<Integer, Emigration> under = new TreeMap<>();
	private final List<Waiter> waiters = new ArrayList<>();
	private int attempts;

	/** Is run when none of the emigrations is there any more. */
	private record Waiter(List<Emigration> emigrations, Runnable done) {
	}

	Emigrations(Parts parts) {
		this.parts = parts;
	}

	/** Moves a process wherever it executes. */
	void migrate(int pid, int target, String reason, Consumer<Outcome> answer) {
		parts.pursuit.reach(pid, Operation.MIGRATE, () -> new WireWriter().i32(pid).u16(target).text(reason), new Pursuit.Client() {
			@Override
			public void answered(int node, int result, WireReader in) throws MalformedException {
				answer.accept(Calls.outcome(node, result, in));
			}

			@Override
			public void gone() {
				answer.accept(Outcome.refused("there is no process " + pid));
			}

			@Override
			public boolean down(int node) {
				answer.accept(Outcome.refused("node " + node + ", where process " + pid + " was, is down"));
				return false;
			}
		});
	}

	/** At the process's place. */
	void migrate(IcsRequest request, WireReader in) throws MalformedException {
		int pid = in.i32();
		int target = in.u16();
		String reason = in.text();
		if (parts.executesHere(pid))
			migrateFromHere(pid, target, reason, outcome -> Calls.answer(request, outcome));
		else
			Calls.notHere(request);
	}

	private void migrateFromHere(int pid, int target, String reason, Consumer<Outcome> answer) {
		String refusal = refusal(parts.host.process(pid), target);
		if (target == parts.self())
			answer.accept(Outcome.DONE);
		else if (!refusal.isEmpty())
			answer.accept(Outcome.refused(refusal));
		else {
			Emigration emigration = new Emigration(parts, pid, target, ++attempts, reason, outcome -> {
				ended(under.remove(pid));
				answer.accept(outcome);
			});
			under.put(pid, emigration);
			emigration.begin();
		}
	}

	private String refusal(ProcessInfo process, int target) {
		if (!parts.clms.available(target))
			return "node " + target + " is " + parts.clms.state(target) + ", not UP";
		if (process.pinned())
			return "process " + process.pid() + " is pinned: it ignores SIGMIGRATE";
		if (moving(process.pid()))
			return "process " + process.pid() + " is being moved already";
		return "";
	}

	/** Whether a process is about to leave. */
	boolean moving(int pid) {
		return under.containsKey(pid) || parts.holds.holds(pid);
	}

	/** Whether any process is being moved away. */
	boolean busy() {
		return !under.isEmpty();
	}

	private void ended(Emigration emigration) {
		List<Waiter> ready = new ArrayList<>();
		for (Waiter waiter : waiters)
			if (waiter.emigrations.remove(emigration) && waiter.emigrations.isEmpty())
				ready.add(waiter);
		waiters.removeAll(ready);
		ready.forEach(waiter -> waiter.done.run());
	}

	/**
	 * Runs {@code done} when it is known of all processes handed over by now what became of them: until then neither this node nor
	 * the other one may have told anybody that they exist.
	 */
	void whenArrived(Runnable done) {
		List<Emigration> handedOver = new ArrayList<>();
		for (Emigration emigration : under.values())
			if (emigration.isHandedOver())
				handedOver.add(emigration);
		if (handedOver.isEmpty())
			done.run();
		else
			waiters.add(new Waiter(handedOver, done));
	}

	void nodeDown(int node) {
		for (Emigration emigration : new ArrayList<>(under.values()))
			if (emigration.target() == node)
				emigration.targetDown();
	}
}
