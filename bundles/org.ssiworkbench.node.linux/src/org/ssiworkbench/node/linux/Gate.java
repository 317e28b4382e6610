package org.ssiworkbench.node.linux;

import java.util.Arrays;
import java.util.List;

import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.control.ControlFrame.Type;
import org.ssiworkbench.node.inspect.Goal;
import org.ssiworkbench.node.inspect.HandledLog;
import org.ssiworkbench.node.inspect.Invariants;
import org.ssiworkbench.node.inspect.NodeVariables;
import org.ssiworkbench.node.inspect.StopReport;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.breakpoint.Breakpoint;
import org.ssiworkbench.trace.breakpoint.Breakpoints;
import org.ssiworkbench.trace.breakpoint.Breakpoints.Hit;
import org.ssiworkbench.trace.expression.Expression;
import org.ssiworkbench.trace.expression.ExpressionException;

/**
 * Where the node stands for the debugger: between two handlers, on the node's thread, until the controller lets it go on.
 * Orders come from the thread that reads them.
 */
final class Gate {
	private final ControlLine line;
	private final int number;
	private final Breakpoints breakpoints = new Breakpoints();
	/** As far as one node can tell from what it does itself. */
	private final Invariants invariants = new Invariants(false);
	private final HandledLog log = new HandledLog();
	private Node node;
	private Goal goal = new Goal.None();
	private boolean stopAsked;
	private boolean open = true;

	Gate(ControlLine line, int number) {
		this.line = line;
		this.number = number;
	}

	void attach(Node itsNode) {
		node = itsNode;
	}

	/** From the controller. On the node's thread, or before it runs. */
	void breakpoints(List<Breakpoint> all) {
		breakpoints.set(all);
	}

	/** From the controller, on any thread; the node's thread has to come to {@link #pass} soon. */
	synchronized void stop() {
		stopAsked = true;
	}

	/** From the controller, on any thread. */
	synchronized void go(Goal next) {
		goal = next;
		stopAsked = false;
		open = true;
		notifyAll();
	}

	/** The node recorded an event. */
	void event(long time, EventKind kind, long cause, Object... values) {
		log.event(time, kind, cause, values);
		boolean concerned = breakpoints.concern(kind);
		if (!concerned && !breakpoints.concernInvariants())
			return;
		TraceEvent event = new TraceEvent(time, number, kind, cause, Arrays.asList(values.clone()));
		if (concerned)
			breakpoints.event(event);
		if (breakpoints.concernInvariants())
			invariants.check(number, time, kind, values).forEach(sentence -> breakpoints.broken(event, sentence));
	}

	/** A handler is done: stands if there is a reason to. */
	void pass(long time) {
		boolean recorded = log.done();
		List<Hit> hits = breakpoints.takeHits(this::holds);
		if (!hits.isEmpty() && stops(time, hits))
			stand(report(time, "breakpoint", hits));
		else if (recorded && goalReached())
			stand(report(time, "step", List.of()));
		else
			standIfAsked(time);
		log.next();
	}

	/** In one: an order to go on that comes right after the one to stop must not come in between. */
	private synchronized void standIfAsked(long time) {
		if (stopAsked)
			stand(report(time, "request", List.of()));
	}

	/** Whether one of the hits stops the node; the others are just told. */
	private boolean stops(long time, List<Hit> hits) {
		boolean stops = false;
		for (Hit hit : hits)
			if (hit.breakpoint().suspend() == Breakpoint.Suspend.NOTHING)
				line.offer(Type.DEBUG_STOPPED, report(time, "log", List.of(hit)));
			else
				stops = true;
		return stops;
	}

	private synchronized boolean goalReached() {
		return goal.reached(log);
	}

	private byte[] report(long time, String reason, List<Hit> hits) {
		boolean stands = !reason.equals("log");
		List<String> ids = hits.stream().filter(hit -> !stands || hit.breakpoint().suspend() != Breakpoint.Suspend.NOTHING)
				.map(hit -> hit.breakpoint().id()).toList();
		return ControlLine.utf8(new StopReport(time, reason, ids, hits.isEmpty() ? "" : hits.get(0).text(),
				stands ? log.all() : List.of(), stands ? NodeVariables.of(node) : List.of()).encode());
	}

	private synchronized void stand(byte[] report) {
		open = false;
		line.send(Type.DEBUG_STOPPED, report);
		try {
			while (!open)
				wait();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** A condition that cannot be evaluated holds, so that its user gets to see why. */
	private boolean holds(Breakpoint breakpoint, int at) {
		try {
			return Expression.parse(breakpoint.condition()).isTrue(NodeVariables.scope(node));
		} catch (ExpressionException e) {
			return true;
		}
	}
}
