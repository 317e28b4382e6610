package org.ssiworkbench.debug.gdb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IStackFrame;
import org.ssiworkbench.debug.model.StandingThread;

/** The processor of a UML kernel: there is one, on whichever process's stack it is. Thread-safe. */
public final class KernelThread extends SteppingElement implements StandingThread {
	private final KernelTarget target;
	private List<KernelFrame> frames = List.of();
	private KernelStop readAt;
	private Map<String, String> before = Map.of();
	private Map<String, String> now = new HashMap<>();

	KernelThread(KernelTarget target) {
		this.target = target;
	}

	@Override
	public KernelTarget target() {
		return target;
	}

	@Override
	int level() {
		return 0;
	}

	@Override
	public String getName() {
		KernelStop stop = target.stop();
		if (stop != null)
			return "kernel (suspended " + stop.text() + ")";
		return isStepping() ? "kernel (stepping)" : "kernel (running)";
	}

	@Override
	public synchronized IStackFrame[] getStackFrames() throws DebugException {
		KernelStop stop = target.stop();
		if (stop == null)
			return new IStackFrame[0];
		if (readAt != stop) {
			frames = target.ask(gdb -> gdb.standing().frames()).stream().map(info -> new KernelFrame(this, stop, info)).toList();
			before = now;
			now = new HashMap<>();
			readAt = stop;
		}
		return frames.toArray(IStackFrame[]::new);
	}

	/** Notes the value of what has this name in the innermost frame; whether it had another one at the stop before. */
	synchronized boolean noteValue(String name, String value) {
		String earlier = before.get(name);
		now.put(name, value);
		return earlier != null && !earlier.equals(value);
	}

	@Override
	public IBreakpoint[] getBreakpoints() {
		return target.hit();
	}
}
