package org.ssiworkbench.debug.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IStackFrame;
import org.ssiworkbench.controller.protocol.DebugService.FrameInfo;
import org.ssiworkbench.controller.protocol.DebugService.StopInfo;
import org.ssiworkbench.debug.breakpoint.SsiBreakpoint;

/**
 * A node's own software: one thread that handles messages and timers. Its frames are what led to what it handled last.
 * Resuming and stepping move the whole cluster. Thread-safe.
 */
public final class NodeThread extends StandingElement implements StandingThread {
	private List<NodeFrame> frames = List.of();
	private int readAt = -1;
	private Map<String, String> before = Map.of();
	private Map<String, String> now = new HashMap<>();

	NodeThread(NodeTarget target) {
		super(target);
	}

	int number() {
		return target().status().number();
	}

	private ClusterDebug debug() {
		return target().debug();
	}

	@Override
	public String getName() {
		StopInfo stop = debug().state().stop();
		if (debug().isStepping())
			return "SSI (stepping)";
		if (!isSuspended())
			return "SSI (running)";
		return stop != null && stop.node() == number() ? "SSI (" + why(stop) + ")" : "SSI (suspended)";
	}

	private static String why(StopInfo stop) {
		return switch (stop.reason()) {
		case "breakpoint" -> "suspended at " + stop.text();
		case "end" -> "nothing is to come";
		case "begin" -> "nothing was before";
		default -> "suspended after " + stop.text();
		};
	}

	@Override
	public synchronized IStackFrame[] getStackFrames() throws DebugException {
		if (!isSuspended())
			return new IStackFrame[0];
		if (readAt != debug().turn())
			read();
		return frames.toArray(IStackFrame[]::new);
	}

	private void read() throws DebugException {
		int turn = debug().turn();
		List<NodeFrame> read = new ArrayList<>();
		for (FrameInfo info : debug().frames(number()))
			read.add(new NodeFrame(this, info));
		frames = read;
		before = now;
		now = new HashMap<>();
		readAt = turn;
	}

	/** Notes a variable's value at this stop; whether it had another one at the stop before. */
	synchronized boolean noteValue(String path, String value) {
		now.put(path, value);
		String earlier = before.get(path);
		return earlier != null && !earlier.equals(value);
	}

	@Override
	public IBreakpoint[] getBreakpoints() {
		StopInfo stop = debug().state().stop();
		if (stop == null || stop.node() != number())
			return new IBreakpoint[0];
		return List.of(DebugPlugin.getDefault().getBreakpointManager().getBreakpoints(NodeTarget.MODEL)).stream()
				.filter(breakpoint -> breakpoint instanceof SsiBreakpoint ours && stop.breakpoints().contains(ours.id()))
				.toArray(IBreakpoint[]::new);
	}

	@Override
	public boolean canResume() {
		return target().canResume();
	}

	@Override
	public boolean canSuspend() {
		return debug() != null && debug().canSuspend();
	}

	@Override
	public boolean isSuspended() {
		return target().isSuspended();
	}

	@Override
	public void resume() throws DebugException {
		target().resume();
	}

	/** Stops the whole cluster: one node that stands alone is soon found down. */
	@Override
	public void suspend() throws DebugException {
		debug().suspend(List.of());
	}

	@Override
	public boolean canStepInto() {
		return canStep();
	}

	@Override
	public boolean canStepOver() {
		return canStep();
	}

	@Override
	public boolean canStepReturn() {
		return canStep();
	}

	private boolean canStep() {
		return debug() != null && debug().isSuspended() && !target().isTerminated();
	}

	@Override
	public boolean isStepping() {
		return debug() != null && debug().isStepping();
	}

	@Override
	public void stepInto() throws DebugException {
		debug().step("into", number());
	}

	@Override
	public void stepOver() throws DebugException {
		debug().step("over", number());
	}

	@Override
	public void stepReturn() throws DebugException {
		debug().step("return", number());
	}

	@Override
	public boolean canTerminate() {
		return target().canTerminate();
	}

	@Override
	public boolean isTerminated() {
		return target().isTerminated();
	}

	@Override
	public void terminate() throws DebugException {
		target().terminate();
	}
}
