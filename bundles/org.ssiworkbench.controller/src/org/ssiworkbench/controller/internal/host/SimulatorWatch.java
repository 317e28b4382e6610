package org.ssiworkbench.controller.internal.host;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.inspect.Invariants;
import org.ssiworkbench.node.inspect.NodeVariables;
import org.ssiworkbench.simulator.stepping.Branch;
import org.ssiworkbench.simulator.stepping.History;
import org.ssiworkbench.simulator.stepping.Watch;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.breakpoint.Breakpoint;
import org.ssiworkbench.trace.breakpoint.Breakpoints;
import org.ssiworkbench.trace.breakpoint.Breakpoints.Hit;
import org.ssiworkbench.trace.expression.Expression;
import org.ssiworkbench.trace.expression.ExpressionException;

/** Looks for breakpoints in a simulation. */
final class SimulatorWatch implements Watch {
	private final History history;
	final Breakpoints breakpoints = new Breakpoints();
	private List<Hit> hits = List.of();
	private Branch branch;
	private Invariants invariants = new Invariants(false);
	private final Map<TraceEvent, String> broken = new HashMap<>();
	/** Up to this position of the branch the invariants have been checked. */
	private long checked;
	/** Whether the present step is checked for the first time. */
	private boolean fresh;

	SimulatorWatch(History history) {
		this.history = history;
	}

	/** What was hit when it last told to stop. */
	List<Hit> hits() {
		return hits;
	}

	@Override
	public void event(int node, long time, EventKind kind, long cause, Object... values) {
		if (branch != history.branch())
			changeBranch();
		boolean concerned = breakpoints.concern(kind);
		if (!concerned && !breakpoints.concernInvariants())
			return;
		TraceEvent event = new TraceEvent(time, node, kind, cause, Arrays.asList(values.clone()));
		if (concerned)
			breakpoints.event(event);
		if (breakpoints.concernInvariants())
			check(event);
	}

	private void changeBranch() {
		branch = history.branch();
		breakpoints.forgetFirsts();
		invariants = new Invariants(false);
		checked = history.position();
	}

	/** Going through known history again, what was found then is found again. */
	private void check(TraceEvent event) {
		if (history.position() >= checked) {
			List<String> sentences = invariants.check(event.node(), event.time(), event.kind(), event.values().toArray());
			if (!sentences.isEmpty())
				broken.put(event, String.join("; ", sentences));
			fresh = true;
		}
		if (broken.containsKey(event))
			breakpoints.broken(event, broken.get(event));
	}

	/** A step is done. */
	private void done() {
		if (fresh)
			checked = history.position();
		fresh = false;
	}

	@Override
	public boolean takeHit() {
		done();
		List<Hit> taken = breakpoints.takeHits(this::holds);
		if (!taken.isEmpty())
			hits = taken;
		return !taken.isEmpty();
	}

	@Override
	public boolean takeMatch() {
		done();
		List<Hit> taken = breakpoints.takeMatches(this::holds).stream()
				.filter(hit -> hit.breakpoint().suspend() != Breakpoint.Suspend.NOTHING).toList();
		if (!taken.isEmpty())
			hits = taken;
		return !taken.isEmpty();
	}

	/** A condition that cannot be evaluated holds, so that its user gets to see why. */
	private boolean holds(Breakpoint breakpoint, int number) {
		Node node = history.simulation().node(number);
		try {
			return node == null || Expression.parse(breakpoint.condition()).isTrue(NodeVariables.scope(node));
		} catch (ExpressionException e) {
			return true;
		}
	}
}
