package org.ssiworkbench.controller.internal.host;

import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.ssiworkbench.controller.protocol.DebugClient.Logged;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;
import org.ssiworkbench.controller.protocol.DebugService.FrameInfo;
import org.ssiworkbench.controller.protocol.DebugService.PlaceInfo;
import org.ssiworkbench.controller.protocol.DebugService.StepRequest;
import org.ssiworkbench.controller.protocol.DebugService.StopInfo;
import org.ssiworkbench.node.inspect.Invariants;
import org.ssiworkbench.node.inspect.Variable;
import org.ssiworkbench.node.inspect.VariableScope;
import org.ssiworkbench.trace.breakpoint.Breakpoint;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Suspend;
import org.ssiworkbench.trace.breakpoint.Breakpoints.Hit;
import org.ssiworkbench.trace.expression.Expression;
import org.ssiworkbench.trace.expression.ExpressionException;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.replay.Handled;
import org.ssiworkbench.trace.replay.TraceStepper;
import org.ssiworkbench.trace.replay.TraceStepper.Stop;

/**
 * Debugs a recorded cluster. It stands at the trace's begin until somebody sets breakpoints, and then goes to the first one
 * that is hit. All nodes stand and go together.
 */
final class ReplayDebugger implements Debugger {
	/** Rows that are gone through between two looks at what clients ask for. */
	private static final int SLICE = 20_000;

	private final ReplayHost host;
	private final ReplayLoop loop;
	private final TraceStepper stepper;
	private final ReplayVariables variables;
	private final List<Integer> nodes;
	private Events news;
	private StopInfo stop;
	private boolean moving;
	private boolean stepping;
	/** Counts the motions: a slice of an earlier one is void. */
	private int motion;
	private boolean begun;

	ReplayDebugger(ReplayHost host, TraceIndex index, ReplayLoop loop) {
		this.host = host;
		this.loop = loop;
		nodes = index.nodes();
		Invariants invariants = new Invariants(false);
		stepper = new TraceStepper(index, this::holds,
				event -> invariants.check(event.node(), event.time(), event.kind(), event.values().toArray()));
		variables = new ReplayVariables(host, index);
		stop = new StopInfo("begin", List.of(), 0, "", stepper.time(), 0);
	}

	void tell(Events listener) {
		news = listener;
	}

	int position() {
		return stepper.position();
	}

	long time() {
		return stepper.time();
	}

	/** A condition that cannot be evaluated holds, so that its user gets to see why. */
	private boolean holds(Breakpoint breakpoint, int node) {
		try {
			return Expression.parse(breakpoint.condition()).isTrue(new VariableScope(variables.of(node, stepper.position())));
		} catch (ExpressionException e) {
			return true;
		}
	}

	@Override
	public void breakpoints(List<Breakpoint> breakpoints) {
		stepper.setBreakpoints(breakpoints);
		if (!begun && !breakpoints.isEmpty())
			go(stepper::resume, false);
		begun = true;
	}

	@Override
	public void suspend(SortedSet<Integer> which) {
		stand("request", List.of());
	}

	@Override
	public void resume(SortedSet<Integer> which) {
		go(stepper::resume, false);
	}

	@Override
	public void step(StepRequest request) {
		if (moving)
			throw new IllegalStateException("the replay runs; suspend it first");
		go(() -> begin(request), true);
	}

	private void begin(StepRequest request) {
		switch (request.motion()) {
		case "over" -> stepper.over(request.node());
		case "into" -> stepper.into(request.message());
		case "return" -> stepper.out();
		case "back" -> stepper.back(request.node());
		case "reverse" -> stepper.reverse();
		case "until" -> stepper.until(request.time());
		case "to" -> stepper.to(request.time());
		default -> throw new IllegalArgumentException("there is no motion '" + request.motion()
				+ "'; there are over, into, return, back, reverse, until and to");
		}
	}

	private void go(Runnable begin, boolean steps) {
		begin.run();
		motion++;
		moving = true;
		stepping = steps;
		begun = true;
		news.resumed(state());
		int mine = motion;
		loop.execute(() -> slice(mine));
	}

	private void slice(int of) {
		if (!moving || of != motion)
			return;
		Stop why = stepper.run(SLICE);
		if (why == null || why == Stop.BREAKPOINT && !stays())
			loop.execute(() -> slice(of));
		else
			stand(word(why), why == Stop.BREAKPOINT ? stepper.hits() : List.of());
	}

	/** Tells of hits that stop nothing; whether any does. */
	private boolean stays() {
		boolean stays = false;
		for (Hit hit : stepper.hits())
			if (hit.breakpoint().suspend() == Suspend.NOTHING)
				news.logged(new Logged(hit.breakpoint().id(), hit.event().node(), hit.event().time(), hit.text()));
			else
				stays = true;
		return stays;
	}

	private String word(Stop why) {
		return switch (why) {
		case DONE -> "step";
		case BREAKPOINT -> "breakpoint";
		case NOTHING_MORE -> stepper.position() == 0 ? "begin" : "end";
		};
	}

	private void stand(String reason, List<Hit> hits) {
		moving = false;
		Handled last = stepper.last();
		stop = new StopInfo(reason, hits.stream().map(hit -> hit.breakpoint().id()).toList(), last == null ? 0 : last.node(),
				StopTexts.of(hits, last == null ? "" : last.text()), stepper.time(), 0);
		host.report();
		news.stopped(state());
	}

	@Override
	public DebugState state() {
		String word = !moving ? "suspended" : stepping ? "stepping" : "running";
		return new DebugState(word, moving ? List.of() : nodes, moving ? null : stop,
				new PlaceInfo("", stepper.position(), stepper.end()));
	}

	@Override
	public CompletableFuture<List<FrameInfo>> frames(int node) {
		List<Handled> frames = moving ? List.of() : stepper.frames(node);
		return CompletableFuture.completedFuture(IntStream.range(0, frames.size()).mapToObj(i -> frame(i, frames.get(i))).toList());
	}

	private static FrameInfo frame(int number, Handled handled) {
		return new FrameInfo(number, handled.node(), handled.time(), handled.text(), handled.cause(), handled.peer());
	}

	@Override
	public CompletableFuture<List<Variable>> variables(int node, int frame) {
		return CompletableFuture.completedFuture(at(node, frame));
	}

	/** The first frame shows the present state, the others that right after what they show. */
	private List<Variable> at(int node, int frame) {
		if (moving)
			throw new IllegalStateException("the replay runs; suspend it first");
		if (frame == 0)
			return variables.of(node, stepper.position());
		List<Handled> frames = stepper.frames(node);
		if (frame < 0 || frame >= frames.size())
			throw new IllegalArgumentException("node " + node + " has no frame " + frame + "; it has " + frames.size());
		return variables.of(frames.get(frame).node(), frames.get(frame).last() + 1);
	}

	@Override
	public CompletableFuture<String> evaluate(int node, int frame, String text) {
		try {
			Object value = Expression.parse(text).evaluate(new VariableScope(at(node, frame)));
			return CompletableFuture.completedFuture(value.toString());
		} catch (ExpressionException e) {
			throw new IllegalArgumentException(e.getMessage(), e);
		}
	}
}
