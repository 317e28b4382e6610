package org.ssiworkbench.debug.gdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.IBreakpointManagerListener;
import org.eclipse.debug.core.IBreakpointsListener;
import org.eclipse.debug.core.model.IBreakpoint;

/** Keeps gdb's breakpoints in one kernel the same as the workspace's enabled ones. All of it happens on a thread of its own. */
final class KernelBreakpoints implements IBreakpointsListener, IBreakpointManagerListener {
	private final KernelGdb gdb;
	private final Path source;
	private final IBreakpointManager manager = DebugPlugin.getDefault().getBreakpointManager();
	private final ExecutorService thread = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
		Thread made = new Thread(work, "kernel breakpoints");
		made.setDaemon(true);
		return made;
	});
	private final Map<KernelBreakpoint, Tried> tried = new HashMap<>();

	/** How a breakpoint was set last: gdb's words for its place, and gdb's number, 0 when it refused. */
	private record Tried(String place, int number) {
	}

	/** {@code source} is the folder of the kernel's source, null when it is not known. */
	KernelBreakpoints(KernelGdb gdb, Path source) {
		this.gdb = gdb;
		this.source = source;
	}

	/** Sets the breakpoints now, returning when that is done, and keeps them so. */
	void start() {
		update();
		manager.addBreakpointListener(this);
		manager.addBreakpointManagerListener(this);
	}

	void stop() {
		manager.removeBreakpointListener(this);
		manager.removeBreakpointManagerListener(this);
		thread.shutdown();
	}

	/** The workspace's breakpoints that have these numbers in gdb. */
	synchronized IBreakpoint[] of(List<Integer> numbers) {
		return tried.entrySet().stream().filter(entry -> numbers.contains(entry.getValue().number())).map(Map.Entry::getKey)
				.toArray(IBreakpoint[]::new);
	}

	/** Does what has changed now, for whoever cannot wait for this to be noticed. */
	synchronized void update() {
		Map<KernelBreakpoint, String> wanted = wanted();
		for (Map.Entry<KernelBreakpoint, Tried> entry : List.copyOf(tried.entrySet()))
			if (!entry.getValue().place().equals(wanted.get(entry.getKey())))
				delete(entry.getKey(), entry.getValue());
		wanted.forEach((breakpoint, place) -> {
			if (!tried.containsKey(breakpoint))
				insert(breakpoint, place);
		});
	}

	private Map<KernelBreakpoint, String> wanted() {
		Map<KernelBreakpoint, String> wanted = new HashMap<>();
		if (manager.isEnabled())
			for (IBreakpoint breakpoint : manager.getBreakpoints(KernelTarget.MODEL))
				if (breakpoint instanceof KernelBreakpoint ours && isEnabled(ours))
					wanted.put(ours, ours.place(source));
		return wanted;
	}

	private static boolean isEnabled(KernelBreakpoint breakpoint) {
		try {
			return breakpoint.isEnabled();
		} catch (CoreException e) {
			return false; // its marker is gone, and it soon is from the manager
		}
	}

	private void insert(KernelBreakpoint breakpoint, String place) {
		int number = 0;
		String problem = "";
		try {
			number = gdb.insert(place);
		} catch (IOException e) {
			problem = e.getMessage();
		}
		tried.put(breakpoint, new Tried(place, number));
		breakpoint.setProblem(problem);
	}

	private void delete(KernelBreakpoint breakpoint, Tried was) {
		tried.remove(breakpoint);
		try {
			if (was.number() > 0)
				gdb.delete(was.number());
		} catch (IOException e) {
			breakpoint.setProblem("it could not be taken away: " + e.getMessage());
		}
	}

	private void updateSoon() {
		try {
			thread.execute(this::update);
		} catch (RejectedExecutionException e) {
			return; // the kernel was just left
		}
	}

	@Override
	public void breakpointsAdded(IBreakpoint[] breakpoints) {
		updateSoon();
	}

	@Override
	public void breakpointsRemoved(IBreakpoint[] breakpoints, IMarkerDelta[] deltas) {
		updateSoon();
	}

	@Override
	public void breakpointsChanged(IBreakpoint[] breakpoints, IMarkerDelta[] deltas) {
		updateSoon();
	}

	@Override
	public void breakpointManagerEnablementChanged(boolean enabled) {
		updateSoon();
	}
}
