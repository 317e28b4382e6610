package org.ssiworkbench.controller.internal.host;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.ssiworkbench.controller.protocol.DebugClient.Logged;
import org.ssiworkbench.controller.protocol.DebugService.BranchList;
import org.ssiworkbench.controller.protocol.DebugService.Choice;
import org.ssiworkbench.controller.protocol.DebugService.Comparison;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;
import org.ssiworkbench.controller.protocol.DebugService.FrameInfo;
import org.ssiworkbench.controller.protocol.DebugService.PlaceInfo;
import org.ssiworkbench.controller.protocol.DebugService.StepRequest;
import org.ssiworkbench.controller.protocol.DebugService.StopInfo;
import org.ssiworkbench.controller.protocol.DebugService.UpcomingInfo;
import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.inspect.NodeVariables;
import org.ssiworkbench.node.inspect.Variable;
import org.ssiworkbench.simulator.Machine;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.stepping.Command;
import org.ssiworkbench.simulator.stepping.History;
import org.ssiworkbench.simulator.stepping.Motion;
import org.ssiworkbench.simulator.stepping.Step;
import org.ssiworkbench.simulator.stepping.Stepper;
import org.ssiworkbench.simulator.stepping.Stepper.Stop;
import org.ssiworkbench.trace.breakpoint.Breakpoint;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Suspend;
import org.ssiworkbench.trace.breakpoint.Breakpoints.Hit;
import org.ssiworkbench.trace.expression.Expression;
import org.ssiworkbench.trace.expression.ExpressionException;

/** Debugs a simulated cluster: every stop is exact, and one can go back. */
final class SimulatorDebugger implements Debugger {
	private final SimulatorHost host;
	private final Stepper stepper;
	private final History history;
	private final VirtualLoop loop;
	private final Events news;
	private final SimulatorWatch watch;
	private final SimulatorBranches branches;
	private StopInfo stop;

	SimulatorDebugger(SimulatorHost host, Stepper stepper, VirtualLoop loop, Events news) {
		this.host = host;
		this.stepper = stepper;
		this.loop = loop;
		this.news = news;
		history = stepper.history();
		watch = new SimulatorWatch(history);
		branches = new SimulatorBranches(host, history, loop);
		stepper.watch(watch);
		loop.whenStopped(this::stopped);
	}

	@Override
	public void breakpoints(List<Breakpoint> breakpoints) {
		watch.breakpoints.set(breakpoints);
	}

	@Override
	public void suspend(SortedSet<Integer> nodes) {
		if (nodes.isEmpty()) {
			loop.suspend();
			stand("request", List.of());
		} else {
			nodes.forEach(node -> host.perform(new Command.Pause(node)));
			news.stopped(state());
		}
	}

	@Override
	public void resume(SortedSet<Integer> nodes) {
		SortedSet<Integer> paused = new TreeSet<>(nodes.isEmpty() ? paused() : nodes);
		if (history.atEnd() || !nodes.isEmpty())
			paused.forEach(node -> host.perform(new Command.Resume(node)));
		if (nodes.isEmpty()) {
			stop = null;
			loop.resume();
		}
		news.resumed(state());
	}

	@Override
	public void step(StepRequest request) {
		requireStanding();
		loop.move(motion(request));
		news.resumed(state());
	}

	private void requireStanding() {
		if (!loop.suspended() || loop.moving())
			throw new IllegalStateException("the cluster runs; suspend it first");
	}

	private static Motion motion(StepRequest request) {
		return switch (request.motion()) {
		case "over" -> new Motion.Over(request.node());
		case "into" -> new Motion.Into(request.message());
		case "return" -> new Motion.Return();
		case "back" -> new Motion.Back(request.node());
		case "reverse" -> new Motion.ReverseResume();
		case "until" -> new Motion.Until(request.time());
		default -> throw new IllegalArgumentException("there is no motion '" + request.motion()
				+ "'; there are over, into, return, back, reverse and until");
		};
	}

	/** A motion has ended, or there was a hit; tells whether to stay. */
	private boolean stopped(Stop reason) {
		List<Hit> hits = reason == Stop.BREAKPOINT ? watch.hits() : List.of();
		boolean stays = reason != Stop.BREAKPOINT;
		for (Hit hit : hits)
			switch (hit.breakpoint().suspend()) {
			case CLUSTER -> stays = true;
			case NODE -> pause(hit.event().node());
			case NOTHING -> news.logged(new Logged(hit.breakpoint().id(), hit.event().node(), hit.event().time(), hit.text()));
			}
		if (stays)
			stand(word(reason), hits);
		else if (hits.stream().anyMatch(hit -> hit.breakpoint().suspend() == Suspend.NODE))
			news.stopped(state());
		return stays;
	}

	/** In what is known already, the pause is known as well. */
	private void pause(int node) {
		if (history.atEnd())
			host.perform(new Command.Pause(node));
	}

	private String word(Stop reason) {
		return switch (reason) {
		case DONE -> "step";
		case BREAKPOINT -> "breakpoint";
		case NOTHING_MORE -> history.position() == 0 ? "begin" : "end";
		};
	}

	/** Tells that and why time stands. */
	private void stand(String reason, List<Hit> hits) {
		loop.jumped();
		Step last = history.last();
		stop = new StopInfo(reason, hits.stream().map(hit -> hit.breakpoint().id()).toList(), last == null ? 0 : last.node(),
				StopTexts.of(hits, last == null ? "" : FrameTexts.of(last)), loop.now(), 0);
		host.reportAll();
		news.stopped(state());
	}

	@Override
	public DebugState state() {
		boolean standing = loop.suspended() && !loop.moving();
		String word = loop.moving() ? "stepping" : standing ? "suspended" : "running";
		List<Integer> suspended = List.copyOf(standing ? history.simulation().running() : paused());
		return new DebugState(word, suspended, standing ? stop : null,
				new PlaceInfo(history.branch().name(), history.position(), history.branch().end()));
	}

	private SortedSet<Integer> paused() {
		Simulation simulation = history.simulation();
		SortedSet<Integer> paused = new TreeSet<>(simulation.running());
		paused.removeIf(node -> simulation.status(node).machine() != Machine.PAUSED);
		return paused;
	}

	@Override
	public CompletableFuture<List<FrameInfo>> frames(int node) {
		List<Step> steps = steps(node);
		return CompletableFuture.completedFuture(IntStream.range(0, steps.size()).mapToObj(i -> frame(i, steps.get(i))).toList());
	}

	private static FrameInfo frame(int number, Step step) {
		return new FrameInfo(number, step.node(), step.time(), FrameTexts.of(step), step.id(), step.peer());
	}

	private List<Step> steps(int node) {
		if (!state().suspended().contains(node))
			return List.of();
		long last = history.before(history.position(), node);
		return last < 0 ? List.of() : stepper.frames(history.at(last));
	}

	@Override
	public CompletableFuture<List<Variable>> variables(int node, int frame) {
		return CompletableFuture.completedFuture(at(node, frame, NodeVariables::of));
	}

	@Override
	public CompletableFuture<String> evaluate(int node, int frame, String text) {
		return CompletableFuture.completedFuture(at(node, frame, software -> {
			try {
				return Expression.parse(text).evaluate(NodeVariables.scope(software)).toString();
			} catch (ExpressionException e) {
				throw new IllegalArgumentException(e.getMessage(), e);
			}
		}));
	}

	/** Asks something of a frame's node right after its event. */
	private <T> T at(int node, int frame, Function<Node, T> question) {
		List<Step> steps = steps(node);
		if (frame == 0)
			return ask(history.simulation(), node, question);
		if (frame < 0 || frame >= steps.size())
			throw new IllegalArgumentException("node " + node + " has no frame " + frame + "; it has " + steps.size());
		Step step = steps.get(frame);
		return history.look(step.position() + 1, simulation -> ask(simulation, step.node(), question));
	}

	private static <T> T ask(Simulation simulation, int number, Function<Node, T> question) {
		Node node = simulation.node(number);
		if (node == null)
			throw new IllegalStateException("node " + number + " has not been booted, so it has no state");
		return question.apply(node);
	}

	@Override
	public List<UpcomingInfo> upcoming() {
		return branches.upcoming();
	}

	@Override
	public void choose(Choice choice) {
		requireStanding();
		branches.choose(choice);
		stand("step", List.of());
	}

	@Override
	public BranchList branches() {
		return branches.list();
	}

	@Override
	public void switchTo(String branch) {
		requireStanding();
		history.switchTo(branch);
		stand("step", List.of());
	}

	@Override
	public Comparison compare(String first, String second) {
		requireStanding();
		return branches.compare(first, second);
	}
}
