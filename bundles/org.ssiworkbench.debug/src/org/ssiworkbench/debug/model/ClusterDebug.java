package org.ssiworkbench.debug.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.ssiworkbench.controller.protocol.ControllerService.NodeList;
import org.ssiworkbench.controller.protocol.ControllerService.NodeRef;
import org.ssiworkbench.controller.protocol.DebugService;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;
import org.ssiworkbench.controller.protocol.DebugService.Evaluation;
import org.ssiworkbench.controller.protocol.DebugService.FrameInfo;
import org.ssiworkbench.controller.protocol.DebugService.FrameRef;
import org.ssiworkbench.controller.protocol.DebugService.StepRequest;
import org.ssiworkbench.controller.protocol.DebugService.VariableInfo;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.Replies;

/**
 * Where a debugged cluster stands, and what can be asked there. What is asked is answered within a few seconds or refused;
 * never to be called on the UI thread, but for the questions that only look. Thread-safe.
 */
public final class ClusterDebug {
	private static final int SECONDS = 10;

	private final ClusterSession session;
	private volatile DebugState state;
	/** Counts the stops: what was read at an earlier one is out of date. */
	private volatile int turn;
	private volatile int motion = DebugEvent.CLIENT_REQUEST;
	/** The node at which the user asked for the motion, 0 if at none. */
	private volatile int mover;
	/** The node from which the cluster steps, 0 while it does not: the others are not told that they go on. */
	private int stepsFrom;

	/** For a cluster that may stand already. */
	ClusterDebug(ClusterSession session) throws CoreException {
		this.session = session;
		state = Replies.within(service().state(), SECONDS);
	}

	private DebugService service() {
		return session.debug();
	}

	/** The latest state. */
	public DebugState state() {
		return state;
	}

	/** Whether the whole cluster stands. */
	public boolean isSuspended() {
		return session.isOpen() && state.state().equals("suspended");
	}

	/** Whether a node stands, alone or with the cluster. */
	public boolean isSuspended(int node) {
		return session.isOpen() && state.suspended().contains(node);
	}

	/** Whether the cluster runs and so can be stopped. */
	public boolean canSuspend() {
		return session.isOpen() && !state.state().equals("suspended");
	}

	/** Whether a motion is under way. */
	public boolean isStepping() {
		return session.isOpen() && state.state().equals("stepping");
	}

	/** Whether one can go back from here. */
	public boolean canGoBack() {
		return isSuspended() && state.place() != null && state.place().position() > 0;
	}

	int turn() {
		return turn;
	}

	/** Stops nodes; none named means the cluster. */
	public void suspend(List<Integer> nodes) throws DebugException {
		answer(service().suspend(new NodeList(nodes)));
	}

	/** Lets nodes go on; none named means the cluster. {@code at} is the node at which that was asked for, 0 if at none. */
	void resume(List<Integer> nodes, int at) throws DebugException {
		motion = DebugEvent.CLIENT_REQUEST;
		mover = at;
		answer(service().resume(new NodeList(nodes)));
	}

	/** Begins a motion of {@link DebugService.StepRequest} from a node. */
	public void step(String name, int node) throws DebugException {
		motion = switch (name) {
		case "into" -> DebugEvent.STEP_INTO;
		case "return" -> DebugEvent.STEP_RETURN;
		default -> DebugEvent.STEP_OVER;
		};
		mover = node;
		answer(service().step(new StepRequest(name, node, 0, 0)));
	}

	/** Goes to the begin of a recorded cluster. */
	void toBegin() throws DebugException {
		answer(service().step(new StepRequest("to", 0, 0, Long.MIN_VALUE)));
	}

	List<FrameInfo> frames(int node) throws DebugException {
		return answer(service().frames(new NodeRef(node)));
	}

	List<VariableInfo> variables(int node, int frame) throws DebugException {
		return answer(service().variables(new FrameRef(node, frame, null)));
	}

	/** The processes that execute on a node, none if it has no such variable. */
	Optional<VariableInfo> processes(int node) throws DebugException {
		return answer(service().variables(new FrameRef(node, 0, "processes"))).stream().findFirst();
	}

	/** The value of an expression at a frame. */
	public CompletableFuture<String> evaluate(int node, int frame, String expression) {
		return service().evaluate(new Evaluation(node, frame, expression)).thenApply(DebugService.Value::value);
	}

	private static <T> T answer(CompletableFuture<T> reply) throws DebugException {
		try {
			return Replies.within(reply, SECONDS);
		} catch (CoreException e) {
			throw new DebugException(e.getStatus());
		}
	}

	/**
	 * The cluster stopped; returns what is to be told of it. All that can be seen of the nodes is another one then, so after a
	 * step those are told of into which somebody has looked: looking into a hundred nodes again takes longer than the step.
	 */
	List<DebugEvent> stopped(DebugState now, List<NodeTarget> targets) {
		state = now;
		turn++;
		int where = now.stop() == null ? 0 : now.stop().node();
		List<DebugEvent> events = new ArrayList<>();
		for (NodeTarget target : targets) {
			int node = target.status().number();
			boolean told = target.looksOld() || stepsFrom == 0 || node == stepsFrom;
			if (node == where && isSuspended(node)) {
				events.add(new DebugEvent(target, DebugEvent.CHANGE, DebugEvent.CONTENT));
				events.add(new DebugEvent(target.thread(), DebugEvent.SUSPEND, detail(now)));
			} else if (told && isSuspended(node))
				events.add(new DebugEvent(target, DebugEvent.SUSPEND, DebugEvent.CLIENT_REQUEST));
		}
		stepsFrom = 0;
		return events;
	}

	private static int detail(DebugState state) {
		return switch (state.stop().reason()) {
		case "breakpoint" -> DebugEvent.BREAKPOINT;
		case "request" -> DebugEvent.CLIENT_REQUEST;
		default -> DebugEvent.STEP_END;
		};
	}

	/**
	 * The cluster goes on; returns what is to be told of it. The platform selects what resumes, so only the node where that
	 * was asked for does; the others change. Nothing is told of their part in a step, which is over soon.
	 */
	List<DebugEvent> resumed(DebugState now, List<NodeTarget> targets) {
		List<DebugEvent> events = new ArrayList<>();
		for (NodeTarget target : targets) {
			int node = target.status().number();
			if (!isSuspended(node) || now.suspended().contains(node))
				continue;
			if (node == mover)
				events.add(new DebugEvent(target.thread(), DebugEvent.RESUME, motion));
			if (motion == DebugEvent.CLIENT_REQUEST)
				events.add(new DebugEvent(target, DebugEvent.CHANGE, DebugEvent.CONTENT));
		}
		state = now;
		stepsFrom = motion == DebugEvent.CLIENT_REQUEST ? 0 : mover;
		motion = DebugEvent.CLIENT_REQUEST;
		mover = 0;
		return events;
	}
}
