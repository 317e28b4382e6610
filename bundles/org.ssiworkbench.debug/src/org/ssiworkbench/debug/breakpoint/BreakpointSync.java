package org.ssiworkbench.debug.breakpoint;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.IBreakpointManagerListener;
import org.eclipse.debug.core.IBreakpointsListener;
import org.eclipse.debug.core.model.IBreakpoint;
import org.ssiworkbench.controller.protocol.DebugService.BreakpointInfo;
import org.ssiworkbench.controller.protocol.DebugService.BreakpointList;
import org.ssiworkbench.debug.model.NodeTarget;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.Replies;
import org.ssiworkbench.trace.breakpoint.Breakpoint;

/** Keeps the breakpoints of one cluster the same as the workspace's enabled ones. */
public final class BreakpointSync implements IBreakpointsListener, IBreakpointManagerListener {
	private static final int SECONDS = 10;

	private final ClusterSession session;
	private final IBreakpointManager manager = DebugPlugin.getDefault().getBreakpointManager();

	private BreakpointSync(ClusterSession session) {
		this.session = session;
	}

	/** Sets the breakpoints now, returning when that is done, and keeps them set until the session's end. */
	public static void start(ClusterSession session) throws CoreException {
		BreakpointSync sync = new BreakpointSync(session);
		sync.manager.addBreakpointListener(sync);
		sync.manager.addBreakpointManagerListener(sync);
		session.end().thenAccept(reason -> sync.stop());
		Replies.within(session.debug().setBreakpoints(sync.all()), SECONDS);
	}

	private void stop() {
		manager.removeBreakpointListener(this);
		manager.removeBreakpointManagerListener(this);
	}

	private BreakpointList all() {
		List<BreakpointInfo> all = new ArrayList<>();
		if (manager.isEnabled())
			for (IBreakpoint breakpoint : manager.getBreakpoints(NodeTarget.MODEL))
				if (breakpoint instanceof SsiBreakpoint ours)
					add(ours, all);
		return new BreakpointList(all);
	}

	/** A damaged breakpoint must not keep the others from being set. */
	private static void add(SsiBreakpoint breakpoint, List<BreakpointInfo> all) {
		try {
			if (!breakpoint.isEnabled())
				return;
			Breakpoint what = breakpoint.what();
			all.add(new BreakpointInfo(what.id(), what.type().name(), what.fields(), what.condition(), what.hits(), what.suspend().name(),
					what.filter()));
		} catch (CoreException e) {
			ILog.of(BreakpointSync.class).log(e.getStatus());
		}
	}

	private void send() {
		if (session.isOpen())
			session.debug().setBreakpoints(all()).exceptionally(fault -> {
				ILog.of(BreakpointSync.class)
						.warn("The breakpoints of " + session.info().name() + " could not be set: " + Replies.sentence(fault));
				return null;
			});
	}

	@Override
	public void breakpointsAdded(IBreakpoint[] breakpoints) {
		send();
	}

	@Override
	public void breakpointsRemoved(IBreakpoint[] breakpoints, IMarkerDelta[] deltas) {
		send();
	}

	@Override
	public void breakpointsChanged(IBreakpoint[] breakpoints, IMarkerDelta[] deltas) {
		send();
	}

	@Override
	public void breakpointManagerEnablementChanged(boolean enabled) {
		send();
	}
}
