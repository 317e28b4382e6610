package org.ssiworkbench.views.timeline;

import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.swt.widgets.Display;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;
import org.ssiworkbench.controller.protocol.DebugService.StepRequest;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.ClusterSessionListener;
import org.ssiworkbench.debug.session.ClusterSessions;

/**
 * Has the replay clock show where the debugger stands, and a replayed cluster stand where the replay clock is set. About the
 * clusters whose trace the time views show. UI thread only, but for the news from clusters.
 */
final class DebugClock implements ClusterSessions.Listener, ClusterSessionListener, TimeModel.Listener {
	private static final long NOTHING = Long.MIN_VALUE;

	private final Display display;
	private final TimeModel model = TimeModel.get();
	/** The time that was asked for and has not been reached. */
	private long asked = NOTHING;
	/** Where the debugger stands; the trace may not be indexed so far yet. */
	private long stand = NOTHING;
	/** Whether the clock is being set here. */
	private boolean setting;
	private boolean followed;

	private DebugClock(Display display) {
		this.display = display;
	}

	/** Keeps them together from now on. UI thread only. */
	static void start(Display display) {
		DebugClock clock = new DebugClock(display);
		ClusterSessions.addListener(clock);
		ClusterSessions.open().forEach(clock::sessionAdded);
		clock.model.addListener(clock);
	}

	@Override
	public void sessionAdded(ClusterSession session) {
		session.addListener(this);
	}

	@Override
	public void sessionRemoved(ClusterSession session) {
		session.removeListener(this);
	}

	@Override
	public void debugStopped(ClusterSession session, DebugState state) {
		if (state.stop() != null && !display.isDisposed())
			display.asyncExec(() -> stopped(session, state.stop().time()));
	}

	@Override
	public void debugResumed(ClusterSession session, DebugState state) {
		if (!display.isDisposed())
			display.asyncExec(() -> resumed(session, state));
	}

	/** Whether the time views show what happened in the cluster. */
	private boolean isShown(ClusterSession session) {
		return model.trace() != null && TraceOpener.isOf(session, model.trace().folder());
	}

	private void stopped(ClusterSession session, long time) {
		if (!isShown(session))
			return;
		long reached = asked;
		asked = NOTHING;
		if (reached == NOTHING)
			set(time);
		else if (reached != model.instant())
			ask(session); // the clock went on meanwhile
	}

	private void set(long time) {
		stand = time;
		followed |= model.isFollowing();
		setting = true;
		model.stand(time);
		setting = false;
	}

	/** A live trace is followed again if it was before the stop. */
	private void resumed(ClusterSession session, DebugState state) {
		if (!followed || !state.state().equals("running") || !isShown(session)) //$NON-NLS-1$
			return;
		followed = false;
		if (model.trace().isLive())
			model.setFollowing(true);
	}

	@Override
	public void changed(TimeModel.Change change) {
		switch (change) {
		case TRACE -> opened();
		case EVENTS -> {
			if (stand != NOTHING && stand != model.instant())
				set(stand);
		}
		case INSTANT -> clockSet();
		default -> {
			return; // has nothing to do with the clock
		}
		}
	}

	/** The clock that a trace is opened with is nobody's wish. */
	private void opened() {
		asked = NOTHING;
		stand = NOTHING;
		followed = false;
		setting = true;
		display.asyncExec(() -> {
			setting = false;
			ClusterSessions.open().stream().filter(this::isShown).findFirst().ifPresent(this::catchUp);
		});
	}

	private void catchUp(ClusterSession session) {
		session.debug().state().thenAccept(state -> debugStopped(session, state));
	}

	private void clockSet() {
		if (setting)
			return;
		stand = NOTHING;
		if (asked == NOTHING)
			replayed().ifPresent(this::ask);
	}

	/** Whether a trace is gone through in the debugger, which then says where the clock is. */
	static boolean isReplayed(Path folder) {
		return ClusterSessions.open().stream().anyMatch(session -> session.isRecorded() && TraceOpener.isOf(session, folder));
	}

	private Optional<ClusterSession> replayed() {
		return ClusterSessions.open().stream().filter(session -> session.isRecorded() && isShown(session)).findFirst();
	}

	private void ask(ClusterSession session) {
		long time = model.instant();
		asked = time;
		session.debug().step(new StepRequest("to", 0, 0, time)).whenComplete((done, refused) -> { //$NON-NLS-1$
			if (refused != null && !display.isDisposed())
				display.asyncExec(() -> asked = NOTHING); // it moves, and will tell where it stops
		});
	}
}
