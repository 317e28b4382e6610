package org.ssiworkbench.debug.model;

import java.util.List;
import java.util.stream.Stream;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.Launch;
import org.eclipse.debug.core.commands.IRestartHandler;
import org.eclipse.debug.core.model.ISuspendResume;
import org.ssiworkbench.debug.breakpoint.BreakpointSync;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.Replies;

/**
 * The launch of one cluster. It lives as long as its session, whatever becomes of single nodes: terminating it ends the
 * cluster, terminating a node in it only switches that node off. Thread-safe.
 */
public final class ClusterLaunch extends Launch implements ISuspendResume {
	private static final int TERMINATE_SECONDS = 10;

	private final boolean attached;
	private volatile ClusterSession session;
	private volatile ClusterDebug debug;
	private volatile boolean endRequested;
	private volatile boolean failed;
	private volatile boolean disconnected;
	private volatile boolean changing;

	/** {@code attached}: the cluster was started by somebody else and may be left running. */
	public ClusterLaunch(ILaunchConfiguration configuration, String mode, boolean attached) {
		super(configuration, mode, null);
		this.attached = attached;
	}

	/** The connection to the cluster; null while it is being started and when that failed. */
	public ClusterSession session() {
		return session;
	}

	/** Whether the user asked for the end while the cluster was still being started. */
	public boolean endRequested() {
		return endRequested;
	}

	/** Steps that end in {@link #begin}. */
	@FunctionalInterface
	public interface Start {
		/** Takes the steps, or leaves nothing behind. */
		void run(ClusterLaunch launch) throws CoreException;
	}

	/** Starts what is launched; the launch fails when that does, and goes when the user cancels it. */
	public void start(Start start) throws CoreException {
		boolean begun = false;
		try {
			start.run(this);
			begun = true;
		} catch (OperationCanceledException e) {
			DebugPlugin.getDefault().getLaunchManager().removeLaunch(this);
		} finally {
			if (!begun)
				fail();
		}
	}

	/** The cluster is there: shows its nodes as they come and go. Not to be called on the session's own thread. */
	public void begin(ClusterSession begun) throws CoreException {
		session = begun;
		begun.end().thenAccept(reason -> fireTerminate());
		if (isDebugged())
			debug = new ClusterDebug(begun);
		new NodeTargets(this, begun).start();
		if (isDebugged())
			BreakpointSync.start(begun);
	}

	/** Whether it was launched in debug mode: only then breakpoints stop it, and it can be suspended. */
	public boolean isDebugged() {
		return ILaunchManager.DEBUG_MODE.equals(getLaunchMode());
	}

	/** Where the cluster stands; null when it is not debugged or not there yet. */
	public ClusterDebug debug() {
		return debug;
	}

	@Override
	public boolean canSuspend() {
		return debug != null && debug.canSuspend();
	}

	@Override
	public boolean canResume() {
		return debug != null && debug.isSuspended();
	}

	@Override
	public boolean isSuspended() {
		return debug != null && debug.isSuspended();
	}

	@Override
	public void suspend() throws DebugException {
		debug.suspend(List.of());
	}

	@Override
	public void resume() throws DebugException {
		debug.resume(List.of(), 0);
	}

	/** Whatever was started is ended again. */
	private void fail() {
		failed = true;
		if (session != null && attached)
			session.close();
		else if (session != null)
			session.terminate();
		fireTerminate();
	}

	/** What the Debug view shows: a node's process has its place in the node's target, so it is not shown beside it. */
	@Override
	public Object[] getChildren() {
		return Stream.of(super.getChildren()).filter(child -> !(child instanceof NodeProcess)).toArray();
	}

	@Override
	public <T> T getAdapter(Class<T> adapter) {
		if (adapter == IRestartHandler.class)
			return adapter.cast(Restart.COMMAND);
		return adapter == ISuspendResume.class ? adapter.cast(this) : super.getAdapter(adapter);
	}

	@Override
	public boolean canTerminate() {
		return !isTerminated();
	}

	@Override
	public boolean isTerminated() {
		return failed || session != null && !session.isOpen();
	}

	@Override
	public void terminate() throws DebugException {
		endRequested = true;
		if (session == null || !session.isOpen())
			return;
		try {
			Replies.within(session.terminate(), TERMINATE_SECONDS);
		} catch (CoreException e) {
			throw new DebugException(Status.error("The cluster " + session.info().name() + " did not end: " + e.getMessage()
					+ " End its controller, process " + session.info().pid() + ".", e));
		}
	}

	@Override
	public boolean canDisconnect() {
		return attached && session != null && session.isOpen();
	}

	@Override
	public void disconnect() {
		if (session == null)
			return;
		disconnected = true;
		session.close();
	}

	@Override
	public boolean isDisconnected() {
		return disconnected;
	}

	/** Tells of all that {@code changes} adds and removes at once: whoever is told looks at all nodes. */
	void change(Runnable changes) {
		changing = true;
		try {
			changes.run();
		} finally {
			changing = false;
			fireChanged();
		}
	}

	@Override
	protected void fireChanged() {
		if (!changing)
			super.fireChanged();
	}

	/** Something in the launch looks different that tells of no change itself: the platform listens to no ended target. */
	void changed() {
		fireChanged();
	}

	@Override
	protected void fireTerminate() {
		super.fireTerminate();
		DebugPlugin.getDefault().fireDebugEventSet(new DebugEvent[] { new DebugEvent(this, DebugEvent.TERMINATE) });
	}
}
