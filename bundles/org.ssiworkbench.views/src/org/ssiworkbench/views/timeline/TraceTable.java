package org.ssiworkbench.views.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.views.internal.RowGrid;
import org.ssiworkbench.views.internal.UiRefresh;

/**
 * A table of things that a job finds in the open trace, and again whenever the trace grows. Selecting one selects its event.
 * UI thread only.
 *
 * @param <T> what a row is, equal to itself when it is found again
 */
public final class TraceTable<T> {
	private final TimeModel model;
	private final RowGrid<T> grid;
	private final List<Column<T>> columns = new ArrayList<>();
	private final Function<TraceIndex, List<T>> reader;
	private final ToLongFunction<T> time;
	private final UiRefresh refresh;
	private final TimeModel.Listener listener = this::changed;
	private Job reading;
	private volatile List<T> found = List.of();
	private List<T> shown = List.of();

	/** Cells have room for images only in a column that has an {@code image}. */
	private record Column<T>(Function<T, String> text, Function<T, Image> image) {
	}

	/**
	 * @param reader finds all rows, by time, off the UI thread
	 * @param kind what kind of event a row begins with
	 * @param time when
	 */
	public TraceTable(Composite parent, TimeModel model, Function<TraceIndex, List<T>> reader, EventKind kind, ToLongFunction<T> time) {
		this.model = model;
		this.reader = reader;
		this.time = time;
		grid = new RowGrid<>(parent, new Rows(), row -> new Selections(model).eventAt(time.applyAsLong(row), kind));
		refresh = new UiRefresh(table(), this::show);
		model.addListener(listener);
		table().addDisposeListener(event -> model.removeListener(listener));
		read();
	}

	/** The table. */
	public Table table() {
		return grid.table();
	}

	/** How many rows there are to go through. */
	public int size() {
		return shown.size();
	}

	/** Shows again what may look different. */
	public void refresh() {
		grid.refill();
	}

	/** A column of texts. */
	public TraceTable<T> column(String title, int characters, int alignment, Function<T, String> text) {
		return column(title, characters, alignment, text, null);
	}

	/** A column of texts with images. */
	public TraceTable<T> column(String title, int characters, int alignment, Function<T, String> text, Function<T, Image> image) {
		grid.column(title, characters, alignment);
		columns.add(new Column<>(text, image));
		return this;
	}

	private void changed(TimeModel.Change change) {
		switch (change) {
		case TRACE, EVENTS -> read();
		case FORMAT -> refresh();
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

	private void show() {
		shown = found;
		if (model.isFollowing())
			grid.showEnd();
		else
			grid.refill();
	}

	private final class Rows implements RowGrid.Rows<T> {
		@Override
		public int size() {
			return shown.size();
		}

		@Override
		public T get(int place) {
			return shown.get(place);
		}

		@Override
		public int place(T row) {
			int place = firstAt(time.applyAsLong(row));
			for (int i = place; i < shown.size() && time.applyAsLong(shown.get(i)) == time.applyAsLong(row); i++)
				if (shown.get(i).equals(row))
					return i;
			return place;
		}

		private int firstAt(long wanted) {
			int low = 0;
			int high = shown.size();
			while (low < high) {
				int middle = low + high >>> 1;
				if (time.applyAsLong(shown.get(middle)) < wanted)
					low = middle + 1;
				else
					high = middle;
			}
			return low;
		}

		@Override
		public void fill(TableItem item, T row) {
			item.setText(columns.stream().map(column -> column.text.apply(row)).toArray(String[]::new));
			for (int i = 0; i < columns.size(); i++)
				if (columns.get(i).image != null)
					item.setImage(i, columns.get(i).image.apply(row));
		}
	}
}
