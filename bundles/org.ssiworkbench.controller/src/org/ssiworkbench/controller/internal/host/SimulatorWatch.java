package org.ssiworkbench.controller.internal.host;

import java.util.Arrays;
import java.util.List;

import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.inspect.NodeVariables;
import org.ssiworkbench.node.inspect.VariableScope;
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
			breakpoints.forgetFirsts();
		branch = history.branch();
		if (breakpoints.concern(kind))
			breakpoints.event(new TraceEvent(time, node, kind, cause, Arrays.asList(values.clone())));
	}

	@Override
	public boolean takeHit() {
		List<Hit> taken = breakpoints.takeHits(this::holds);
		if (!taken.isEmpty())
			hits = taken;
		return !taken.isEmpty();
	}

	@Override
	public boolean takeMatch() {
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
			return node == null || Expression.parse(breakpoint.condition()).isTrue(new VariableScope(NodeVariables.of(node)));
		} catch (ExpressionException e) {
			return true;
		}
	}
}
