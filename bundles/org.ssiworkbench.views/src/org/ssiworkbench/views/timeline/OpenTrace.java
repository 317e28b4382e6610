package org.ssiworkbench.views.timeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.GrowingSearch;
import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.state.StateHistory;
import org.ssiworkbench.trace.view.TraceViews;

/**
 * One trace that is looked at: its index, which a job keeps up to date while the trace grows, and what is computed from
 * it. Thread-safe; listeners are called on the indexing thread.
 */
public final class OpenTrace implements AutoCloseable {
	/** How often to look for more, while nothing comes. */
	private static final long LOOK_MS = 10;
	/** What comes in so short a time after something has come is taken together. */
	private static final long GATHER_MS = 50;
	private static final int SEARCHES = 8;

	private final TraceIndex index;
	private final TraceViews views;
	private final StateHistory history;
	private final BooleanSupplier growing;
	private final ExecutorService frames = Executors
			.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("time view frames").factory()); //$NON-NLS-1$
	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
	/** The one that was asked longest ago is forgotten. */
	private final Map<Filter, GrowingSearch> searches = new LinkedHashMap<>(16, 0.75f, true) {
		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Filter, GrowingSearch> eldest) {
			return size() > SEARCHES;
		}
	};
	private final Job job;
	private volatile boolean closed;
	private volatile boolean read;
	private int users = 1;

	private OpenTrace(TraceIndex index, BooleanSupplier growing) {
		this.index = index;
		this.growing = growing;
		views = new TraceViews(index);
		history = StateHistory.of(index);
		job = Job.create(NLS.bind(Messages.indexJob, index.folder().getFileName()), (ICoreRunnable) this::keepUp);
	}

	/**
	 * Opens a trace and starts to index it in a job. Reads its metadata, so not on the UI thread.
	 *
	 * @param growing tells whether more may still be written
	 * @throws IOException with a sentence for the user when the folder is no trace
	 */
	public static OpenTrace open(Path folder, BooleanSupplier growing) throws IOException {
		OpenTrace trace = new OpenTrace(growing.getAsBoolean() ? TraceIndex.follow(folder) : TraceIndex.open(folder), growing);
		trace.job.setSystem(growing.getAsBoolean());
		trace.job.schedule();
		return trace;
	}

	/** Where it lies. */
	public Path folder() {
		return index.folder();
	}

	/** Its events. */
	public TraceIndex index() {
		return index;
	}

	/** What the time views show of it. */
	public TraceViews views() {
		return views;
	}

	/** What the cluster was like at any instant. */
	public StateHistory history() {
		return history;
	}

	/** What a filter finds in it by now; of a filter that was asked before only new events are looked at. See {@link Filter#search}. */
	public RowSet search(Filter filter, BooleanSupplier cancelled) {
		GrowingSearch search;
		synchronized (searches) {
			search = searches.computeIfAbsent(filter, wanted -> new GrowingSearch(index, wanted));
		}
		return search.search(cancelled);
	}

	/** Whether more may still be written to it. */
	public boolean isLive() {
		return growing.getAsBoolean();
	}

	/** Whether everything that was written by now is in the index and in the views. */
	public boolean isRead() {
		return read;
	}

	/** Where frames of it are computed, one after the other. */
	public ExecutorService frames() {
		return frames;
	}

	/** {@code changed} is run whenever there are more events. */
	public void addListener(Runnable changed) {
		listeners.add(changed);
	}

	/** No more news for {@code changed}. */
	public void removeListener(Runnable changed) {
		listeners.remove(changed);
	}

	/** One more who shows it. UI thread only, as {@link #release}. */
	void retain() {
		users++;
	}

	/** One less; the last one closes it, in a job. */
	void release() {
		if (--users == 0)
			Job.createSystem(Messages.closeJob, (ICoreRunnable) monitor -> closeInJob()).schedule();
	}

	private void closeInJob() throws CoreException {
		try {
			close();
		} catch (IOException e) {
			throw new CoreException(Status.error(NLS.bind(Messages.cannotRead, folder(), e.getMessage()), e));
		}
	}

	private void keepUp(IProgressMonitor monitor) throws CoreException {
		try {
			boolean live;
			boolean more;
			do {
				live = growing.getAsBoolean();
				more = update(monitor);
			} while (live && !closed && pause(more ? GATHER_MS : LOOK_MS));
		} catch (IOException e) {
			throw new CoreException(Status.error(NLS.bind(Messages.cannotRead, folder(), e.getMessage()), e));
		}
	}

	/** Whether there was more. */
	private boolean update(IProgressMonitor monitor) throws IOException {
		IndexProgress progress = new IndexProgress() {
			@Override
			public boolean cancelled() {
				return closed || monitor.isCanceled();
			}
		};
		boolean more = index.update(progress);
		if (monitor.isCanceled())
			throw new OperationCanceledException();
		more |= views.update(progress::cancelled); // an index that was kept is complete at once, the views are not
		if (more)
			listeners.forEach(Runnable::run);
		history.update(progress);
		read = index.complete();
		return more;
	}

	private static boolean pause(long milliseconds) {
		try {
			Thread.sleep(milliseconds);
			return true;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public void close() throws IOException {
		closed = true;
		job.cancel();
		frames.shutdownNow();
		try {
			job.join();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		index.close();
	}
}
