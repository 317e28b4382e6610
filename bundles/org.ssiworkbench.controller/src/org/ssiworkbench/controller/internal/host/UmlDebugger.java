package org.ssiworkbench.controller.internal.host;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import org.ssiworkbench.controller.internal.host.UmlFrames.Link;
import org.ssiworkbench.controller.protocol.DebugClient.Logged;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;
import org.ssiworkbench.controller.protocol.DebugService.FrameInfo;
import org.ssiworkbench.controller.protocol.DebugService.StepRequest;
import org.ssiworkbench.controller.protocol.DebugService.StopInfo;
import org.ssiworkbench.node.control.ControlFrame.Type;
import org.ssiworkbench.node.inspect.Goal;
import org.ssiworkbench.node.inspect.Handled;
import org.ssiworkbench.node.inspect.StopReport;
import org.ssiworkbench.node.inspect.Variable;
import org.ssiworkbench.node.inspect.VariableScope;
import org.ssiworkbench.trace.breakpoint.Breakpoint;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Suspend;
import org.ssiworkbench.trace.breakpoint.BreakpointText;
import org.ssiworkbench.trace.expression.Expression;
import org.ssiworkbench.trace.expression.ExpressionException;

/**
 * Debugs a cluster of UML nodes. A node stands in two ways at once: its agent waits between two handlers, having told its
 * state, and its kernel is stopped by its management console. Confined to the cluster's loop.
 */
final class UmlDebugger implements Debugger {
	/** How long agents are waited for before their kernels are stopped anyway, ns. */
	private static final long PATIENCE = 3_000_000_000L;
	private static final String TRANSITION = "clms_transition";
	private static final String INVARIANT = "invariant broken";

	private final UmlHost host;
	private final UmlStops stops;
	private final Events news;
	private final UmlFrames frames = new UmlFrames();
	/** Transitions that were stopped at: each member hits them. */
	private final Set<String> seen = new HashSet<>();
	private List<Breakpoint> breakpoints = List.of();
	/** Nodes that are to stand. */
	private final SortedSet<Integer> wanted = new TreeSet<>();
	/** Nodes whose kernels stand. */
	private final SortedSet<Integer> standing = new TreeSet<>();
	private boolean all;
	private boolean stepping;
	private StopInfo stop;
	/** Counts what was begun, so that what comes late can be told. */
	private int turn;

	UmlDebugger(UmlHost host, Events news) {
		this.host = host;
		this.news = news;
		stops = new UmlStops(host::onLoop);
	}

	/** The breakpoints for a node that is about to start. */
	byte[] breakpoints() {
		return utf8(BreakpointText.encode(breakpoints));
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void breakpoints(List<Breakpoint> newBreakpoints) {
		breakpoints = newBreakpoints;
		seen.clear();
		host.running().values().forEach(machine -> machine.send(Type.DEBUG_BREAKPOINTS, breakpoints()));
	}

	@Override
	public void suspend(SortedSet<Integer> nodes) {
		if (all)
			return;
		stop = new StopInfo("request", List.of(), 0, "", host.loop().now(), 0);
		halt(nodes);
	}

	/** Has nodes stand; an empty set means all. Their agents tell their state first. */
	private void halt(SortedSet<Integer> nodes) {
		int now = ++turn;
		all = nodes.isEmpty();
		SortedMap<Integer, UmlMachine> machines = host.running();
		wanted.addAll(all ? machines.keySet() : nodes);
		wanted.retainAll(machines.keySet());
		for (int node : wanted)
			if (!frames.has(node))
				machines.get(node).send(Type.DEBUG_STOP, new byte[0]);
		host.loop().at(host.loop().now() + PATIENCE, () -> stopKernels(now));
		stopKernelsWhenTold(now);
	}

	private void stopKernelsWhenTold(int now) {
		if (wanted.stream().allMatch(frames::has))
			stopKernels(now);
	}

	private void stopKernels(int now) {
		if (now != turn)
			return;
		turn++;
		SortedMap<Integer, UmlMachine> machines = host.running();
		machines.keySet().retainAll(wanted);
		machines.keySet().removeAll(standing);
		stops.stop(machines, times -> stopped(times.keySet(), UmlStops.skew(times)));
	}

	private void stopped(Set<Integer> nodes, long skew) {
		standing.addAll(nodes);
		stepping = false;
		if (all && stop != null)
			stop = new StopInfo(stop.reason(), stop.breakpoints(), stop.node(), stop.text(), stop.time(), skew);
		news.stopped(state());
	}

	@Override
	public void resume(SortedSet<Integer> nodes) {
		go(nodes.isEmpty() ? new TreeSet<>(wanted) : nodes, 0, new Goal.None());
		news.resumed(state());
	}

	/** Lets nodes go on; one of them, or with 0 all, only to a goal. */
	private void go(SortedSet<Integer> nodes, int who, Goal goal) {
		turn++;
		all = false;
		stop = null;
		SortedMap<Integer, UmlMachine> machines = host.running();
		for (int node : nodes) {
			frames.remove(node);
			wanted.remove(node);
			UmlMachine machine = machines.get(node);
			if (machine != null)
				machine.send(Type.DEBUG_GO, utf8((who == 0 || who == node ? goal : new Goal.None()).encode()));
		}
		machines.keySet().retainAll(nodes);
		machines.keySet().retainAll(standing);
		standing.removeAll(nodes);
		stops.go(machines);
	}

	@Override
	public void step(StepRequest request) {
		if (!all)
			throw new IllegalStateException("the cluster runs; suspend it first");
		switch (request.motion()) {
		case "over" -> advance(request.node(), new Goal.Next());
		case "into" -> follow(request.node(), request.message());
		case "return" -> returnFrom(request.node());
		case "until" -> {
			advance(0, new Goal.None());
			int now = turn;
			host.loop().at(request.time(), () -> reached(now));
		}
		default -> throw new UnsupportedOperationException("real nodes cannot be gone back with, so there is no motion '"
				+ request.motion() + "' for them; start the cluster with --host simulator for that");
		}
	}

	private void advance(int node, Goal goal) {
		go(new TreeSet<>(wanted), node, goal);
		stepping = true;
		news.resumed(state());
	}

	private void reached(int now) {
		if (now != turn)
			return;
		stop = new StopInfo("step", List.of(), 0, "", host.loop().now(), 0);
		halt(new TreeSet<>());
	}

	/** What was sent may have arrived before its receiver stood. */
	private void follow(int node, long message) {
		List<Long> sent = frames.sent(node).stream().filter(id -> message == 0 || id == message).toList();
		if (sent.isEmpty() && message != 0)
			throw new IllegalStateException("the last event did not send the message " + message + ", so that cannot be followed");
		if (sent.isEmpty())
			advance(node, new Goal.Next());
		else
			frames.find(link -> sent.contains(link.handled().cause())).ifPresentOrElse(this::show,
				() -> advance(0, new Goal.Arrival(sent)));
	}

	private void returnFrom(int node) {
		Link request = frames.chain(node).stream().filter(link -> link.handled().request()).findFirst().orElseThrow(
				() -> new IllegalStateException("the last event does not serve an RPC, so there is no reply to step to"));
		Handled asked = request.handled();
		String operation = asked.text().split(" ")[0];
		String reply = operation + " reply from node " + request.node();
		frames.find(link -> link.node() == asked.peer() && link.handled().time() > asked.time() && link.handled().text().equals(reply))
				.ifPresentOrElse(this::show, () -> advance(asked.peer(), new Goal.End(asked.cause())));
	}

	/** Stops at something that has happened already. */
	private void show(Link link) {
		frames.focus(link);
		stop = new StopInfo("step", List.of(), link.node(), link.handled().text(), link.handled().time(), 0);
		news.stopped(state());
	}

	/** An agent told that it stands, or that it hit a breakpoint that stops nothing. */
	void told(int node, StopReport report) {
		if (report.reason().equals("log")) {
			report.hits().forEach(id -> news.logged(new Logged(id, node, report.time(), report.event())));
			return;
		}
		if (report.event().startsWith(TRANSITION) && !seen.add(report.event()) && !wanted.contains(node)) {
			host.running().get(node).send(Type.DEBUG_GO, utf8(new Goal.None().encode()));
			return;
		}
		if (report.reason().equals("request") && !wanted.contains(node))
			return; // it has been told to go on meanwhile
		frames.put(node, report);
		if (wanted.contains(node))
			stopKernelsWhenTold(turn);
		else
			standAt(node, report);
	}

	private void standAt(int node, StopReport report) {
		String handled = report.handled().isEmpty() ? "" : report.handled().get(0).text();
		String text = report.event().startsWith(INVARIANT) ? report.event() : handled;
		stop = new StopInfo(report.reason(), report.hits(), node, text, report.time(), 0);
		halt(new TreeSet<>(stopsCluster(report) ? List.of() : List.of(node)));
	}

	private boolean stopsCluster(StopReport report) {
		return report.hits().isEmpty() || breakpoints.stream()
				.anyMatch(breakpoint -> breakpoint.suspend() == Suspend.CLUSTER && report.hits().contains(breakpoint.id()));
	}

	/** A machine is gone, and with it that it stood. */
	void ended(int node) {
		frames.remove(node);
		wanted.remove(node);
		standing.remove(node);
		if (all)
			stopKernelsWhenTold(turn);
	}

	@Override
	public DebugState state() {
		boolean stands = all && standing.containsAll(wanted);
		return new DebugState(stepping ? "stepping" : stands ? "suspended" : "running", List.copyOf(standing), stands ? stop : null, null);
	}

	@Override
	public CompletableFuture<List<FrameInfo>> frames(int node) {
		return CompletableFuture.completedFuture(frames.frames(node));
	}

	@Override
	public CompletableFuture<List<Variable>> variables(int node, int frame) {
		return CompletableFuture.completedFuture(frames.variables(node, frame));
	}

	@Override
	public CompletableFuture<String> evaluate(int node, int frame, String text) {
		try {
			Object value = Expression.parse(text).evaluate(new VariableScope(frames.variables(node, frame)));
			return CompletableFuture.completedFuture(value.toString());
		} catch (ExpressionException e) {
			throw new IllegalArgumentException(e.getMessage(), e);
		}
	}
}
