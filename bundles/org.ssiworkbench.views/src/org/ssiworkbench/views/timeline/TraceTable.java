package org.ssiworkbench.views.timeline;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.views.internal.RowText;
import org.ssiworkbench.views.internal.TableColumns;
import org.ssiworkbench.views.internal.UiRefresh;

/**
 * A table of things that a job finds in the open trace, anew whenever the trace grows: the last ones, where there are very
 * many. Selecting one selects its event. UI thread only.
 *
 * @param <T> what a row is, equal to itself when it is found again
 */
public final class TraceTable<T> {
	/** As many as can be made in a moment. The platform's style sheets do not work with virtual tables. */
	private static final int MOST = 2000;

	private final TimeModel model;
	private final TableViewer viewer;
	private final Class<T> type;
	private final Function<TraceIndex, List<T>> reader;
	private final ToLongFunction<T> time;
	private final EventKind kind;
	private final UiRefresh refresh;
	private final TimeModel.Listener listener = this::changed;
	private Job reading;
	private volatile List<T> found = List.of();
	private List<T> shown = List.of();

	/**
	 * @param reader finds all rows, off the UI thread
	 * @param kind what kind of event a row begins with
	 * @param time when
	 */
	public TraceTable(Composite parent, TimeModel model, Class<T> type, Function<TraceIndex, List<T>> reader, EventKind kind, ToLongFunction<T> time) {
		this.model = model;
		this.type = type;
		this.reader = reader;
		this.kind = kind;
		this.time = time;
		viewer = new TableViewer(parent, SWT.FULL_SELECTION | SWT.MULTI | SWT.H_SCROLL | SWT.V_SCROLL);
		viewer.getTable().setHeaderVisible(true);
		viewer.setContentProvider(ArrayContentProvider.getInstance());
		viewer.setInput(shown);
		viewer.addPostSelectionChangedListener(event -> select((IStructuredSelection) event.getSelection()));
		refresh = new UiRefresh(viewer.getTable(), this::show);
		model.addListener(listener);
		viewer.getTable().addDisposeListener(event -> model.removeListener(listener));
		RowText.copyOnKey(viewer.getTable());
		read();
	}

	/** The viewer. */
	public TableViewer viewer() {
		return viewer;
	}

	/** A column of texts. */
	public TraceTable<T> column(String title, int characters, int alignment, Function<T, String> text) {
		TableColumns.add(viewer, title, characters, alignment, type, text);
		return this;
	}

	/** A column of texts with images. */
	public TraceTable<T> column(String title, int characters, int alignment, Function<T, String> text, Function<T, Image> image) {
		TableColumns.add(viewer, title, characters, alignment, type, text, image);
		return this;
	}

	private void changed(TimeModel.Change change) {
		switch (change) {
		case TRACE, EVENTS -> read();
		case FORMAT -> viewer.refresh();
		case WINDOW, INSTANT, SELECTION, BOOKMARKS, LANES -> {
			// the table shows everything, wherever the others look
		}
		}
	}

	private void read() {
		OpenTrace trace = model.trace();
		if (trace == null)
			return;
		if (reading != null)
			reading.cancel();
		reading = Job.createSystem(Messages.readJob, (ICoreRunnable) monitor -> {
			List<T> all = reader.apply(trace.index());
			arrived(all, monitor);
		});
		reading.schedule();
	}

	/** What is read anew is cancelled first, so that an older reading never replaces a newer one. */
	private synchronized void arrived(List<T> all, IProgressMonitor monitor) {
		if (monitor.isCanceled() || all.equals(found))
			return;
		found = all;
		refresh.request();
	}

	/** Rows that came are added; all are made anew only where others changed. */
	private void show() {
		List<T> before = shown;
		List<T> all = found;
		shown = all.subList(Math.max(0, all.size() - MOST), all.size());
		Table table = viewer.getTable();
		table.setToolTipText(shown.size() == all.size() ? null : NLS.bind(Messages.lastRows, shown.size(), all.size()));
		if (shown.size() >= before.size() && shown.subList(0, before.size()).equals(before))
			viewer.add(shown.subList(before.size(), shown.size()).toArray());
		else
			viewer.setInput(shown);
		if (!shown.isEmpty() && model.isFollowing())
			table.showItem(table.getItem(shown.size() - 1));
	}

	private void select(IStructuredSelection selection) {
		Object first = selection.getFirstElement();
		if (type.isInstance(first))
			new Selections(model).eventAt(time.applyAsLong(type.cast(first)), kind);
	}
}
