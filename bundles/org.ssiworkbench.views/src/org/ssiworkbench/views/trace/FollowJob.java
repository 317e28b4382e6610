package org.ssiworkbench.views.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceFollower;

/**
 * Reads a trace into an event list: at once what is there, then what is added as long as the trace grows. The first part
 * is long work that shows in the Progress view and can be cancelled; following is a short run of a system job, again and again.
 */
final class FollowJob extends Job {
	private static final int BATCH = 5_000;
	private static final long PERIOD_MILLISECONDS = 200;

	private final Path folder;
	private final EventList events;
	private final BooleanSupplier grows;
	private final Runnable changed;
	private TraceFollower follower;

	/** {@code changed} is run after each batch, on the job's thread. */
	FollowJob(Path folder, EventList events, BooleanSupplier grows, Runnable changed) {
		super(NLS.bind(Messages.followJob, folder.getFileName()));
		this.folder = folder;
		this.events = events;
		this.grows = grows;
		this.changed = changed;
	}

	@Override
	protected IStatus run(IProgressMonitor monitor) {
		boolean again = grows.getAsBoolean();
		try {
			if (follower == null && !open(again))
				return Status.OK_STATUS;
			readAll(monitor);
		} catch (IOException e) {
			return Status.error(NLS.bind(Messages.unreadable, folder, e.getMessage()), e);
		}
		if (monitor.isCanceled())
			return Status.CANCEL_STATUS;
		if (again)
			schedule(PERIOD_MILLISECONDS);
		return Status.OK_STATUS;
	}

	/** A cluster that has just started may not have written its trace's description yet. */
	private boolean open(boolean wait) throws IOException {
		if (wait && !Files.exists(folder.resolve("metadata"))) { //$NON-NLS-1$
			schedule(PERIOD_MILLISECONDS);
			return false;
		}
		follower = TraceFollower.open(folder);
		return true;
	}

	private void readAll(IProgressMonitor monitor) throws IOException {
		List<TraceEvent> batch;
		do {
			batch = follower.poll(BATCH);
			events.add(batch);
			if (!batch.isEmpty())
				changed.run();
		} while (batch.size() == BATCH && !monitor.isCanceled());
	}

	@Override
	public boolean belongsTo(Object family) {
		return family == FollowJob.class;
	}
}
