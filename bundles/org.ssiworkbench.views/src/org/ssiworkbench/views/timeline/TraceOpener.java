package org.ssiworkbench.views.timeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.ClusterSessionListener;
import org.ssiworkbench.debug.session.ClusterSessions;
import org.ssiworkbench.views.preferences.ViewPreferences;

/** Opens traces for the time views: what the user chooses, and the trace of each cluster that is launched or attached. */
public final class TraceOpener {
	private static TraceOpener instance;

	/** Traces are opened one after the other, so that none is opened twice. */
	private static final ISchedulingRule TURN = new ISchedulingRule() {
		@Override
		public boolean contains(ISchedulingRule rule) {
			return rule == this;
		}

		@Override
		public boolean isConflicting(ISchedulingRule rule) {
			return rule == this;
		}
	};

	private final Display display;
	private final AtomicLong asked = new AtomicLong();
	/** On which branch of its history a simulated cluster was at its last stop. */
	private final Map<ClusterSession, String> branches = new ConcurrentHashMap<>();
	private final ClusterSessions.Listener sessions = new ClusterSessions.Listener() {
		@Override
		public void sessionAdded(ClusterSession session) {
			session.addListener(stops);
			open(session);
		}

		@Override
		public void sessionRemoved(ClusterSession session) {
			session.removeListener(stops); // its trace stays to be looked at
			branches.remove(session);
		}
	};
	private final ClusterSessionListener stops = new ClusterSessionListener() {
		@Override
		public void debugStopped(ClusterSession session, DebugState state) {
			if (state.place() != null && !session.isRecorded())
				goTo(session, state.place().branch());
		}
	};

	private TraceOpener(Display display) {
		this.display = display;
	}

	/** Follows the clusters from now on, once for the workbench. UI thread only. */
	public static TraceOpener start(Display display) {
		if (instance == null) {
			instance = new TraceOpener(display);
			DebugClock.start(display);
			ClusterSessions.addListener(instance.sessions);
			ClusterSessions.open().forEach(session -> session.addListener(instance.stops));
			ClusterSessions.open().stream().reduce((older, newer) -> newer).ifPresentOrElse(instance::open,
					instance::reopen);
			TraceBookmarks.follow(instance::bookmarksChanged);
		}
		return instance;
	}

	private void bookmarksChanged() {
		if (!display.isDisposed())
			display.asyncExec(TimeModel::bookmarksChanged);
	}

	private void reopen() {
		if (ViewPreferences.reopensLastTrace())
			TraceMemory.last().ifPresent(this::open);
	}

	/** Whether a folder is that of a cluster's trace, or of the trace of another course of events, which lies in it. */
	static boolean isOf(ClusterSession session, Path folder) {
		Path trace = Path.of(session.info().trace());
		return session.isRecorded() ? folder.equals(trace) : folder.startsWith(trace);
	}

	/** A branch has its own trace, which is shown if that of another branch is. */
	private void goTo(ClusterSession session, String branch) {
		if (!branch.equals(branches.put(session, branch)))
			session.debug().branches().thenAccept(all -> all.branches().stream().filter(each -> each.name().equals(branch)).findFirst()
					.ifPresent(found -> display.asyncExec(() -> change(session, Path.of(found.trace())))));
	}

	private void change(ClusterSession session, Path folder) {
		OpenTrace shown = TimeModel.get().trace();
		if (shown != null && isOf(session, shown.folder()) && !shown.folder().equals(folder))
			open(folder, session::isOpen);
	}

	private void open(ClusterSession session) {
		Path folder = Path.of(session.info().trace());
		if (!session.isRecorded())
			open(folder, session::isOpen);
		else
			display.asyncExec(() -> {
				if (!TimeModel.get().shows(folder))
					open(folder);
			});
	}

	/** Opens a trace that nobody writes any more; any thread. */
	public void open(Path folder) {
		open(folder, () -> false);
	}

	private void open(Path folder, BooleanSupplier growing) {
		long number = asked.incrementAndGet();
		inTurn(folder, () -> {
			OpenTrace opened = read(folder, growing);
			display.asyncExec(() -> show(opened, number));
		});
	}

	/** Has a model look at a trace of its own, as it did another time, if that trace is still there. */
	void pin(TimeModel model, Path folder, TraceMemory.Look look) {
		if (ViewPreferences.reopensLastTrace() && TraceMemory.isThere(folder))
			inTurn(folder, () -> {
				if (display.isDisposed())
					return;
				OpenTrace known = display.syncCall(() -> TimeState.opened(folder));
				OpenTrace opened = known != null ? known : read(folder, () -> false);
				display.asyncExec(() -> model.pin(opened, look));
			});
	}

	private OpenTrace read(Path folder, BooleanSupplier growing) throws IOException {
		OpenTrace opened = OpenTrace.open(folder, growing);
		opened.addListener(new Growth(opened)::request);
		return opened;
	}

	private interface Opening {
		void run() throws IOException;
	}

	private static void inTurn(Path folder, Opening opening) {
		Job job = Job.create(NLS.bind(Messages.openJob, folder.getFileName()), (ICoreRunnable) monitor -> {
			try {
				opening.run();
			} catch (IOException e) {
				throw new CoreException(Status.error(NLS.bind(Messages.cannotRead, folder, e.getMessage()), e));
			}
		});
		job.setRule(TURN);
		job.schedule();
	}

	/** Unless another one was asked for since. */
	private void show(OpenTrace opened, long number) {
		if (number == asked.get())
			TimeModel.get().open(opened);
		else
			opened.release();
	}

	/** Brings news of more events to the UI thread, at most one at a time. */
	private final class Growth {
		private final OpenTrace of;
		private final AtomicBoolean pending = new AtomicBoolean();

		Growth(OpenTrace of) {
			this.of = of;
		}

		void request() {
			if (pending.compareAndSet(false, true) && !display.isDisposed())
				display.asyncExec(this::tell);
		}

		private void tell() {
			pending.set(false);
			TimeModel.grown(of);
		}
	}
}
