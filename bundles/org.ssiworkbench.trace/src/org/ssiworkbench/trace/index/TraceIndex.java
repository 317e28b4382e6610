package org.ssiworkbench.trace.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.EventType;
import org.ssiworkbench.trace.NodeLife;
import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceProblem;
import org.ssiworkbench.trace.internal.index.ColumnReader;
import org.ssiworkbench.trace.internal.index.IndexData;
import org.ssiworkbench.trace.internal.index.IndexStore;
import org.ssiworkbench.trace.internal.index.Slot;

/**
 * All events of a trace as rows in the order of time, then node, then position in the stream. Opening takes what an
 * earlier index left beside the trace; {@link #update} reads what is new. Rows are numbered from 0. While a trace grows,
 * its last rows may still move, because packets of different nodes come in up to 100 ms late; {@link #version()} tells.
 * <p>
 * Thread-safe: one thread updates, any number read.
 */
public final class TraceIndex implements AutoCloseable {
	private final Path folder;
	private final IndexStore store;
	private volatile ColumnReader reader;

	private TraceIndex(Path folder, IndexStore store) {
		this.folder = folder;
		this.store = store;
	}

	/**
	 * Opens a trace that is finished, with the index that lies beside it if that is sound and of this trace.
	 *
	 * @throws org.ssiworkbench.trace.TraceFormatException if the folder is no trace; the message says why
	 * @throws IOException if the folder or its metadata cannot be read
	 */
	public static TraceIndex open(Path folder) throws IOException {
		return new TraceIndex(folder, IndexStore.open(folder, false));
	}

	/** Opens a trace that may grow: what is cut off at a stream's end is waited for and no problem. See {@link #open}. */
	public static TraceIndex follow(Path folder) throws IOException {
		return new TraceIndex(folder, IndexStore.open(folder, true));
	}

	/**
	 * Indexes what was written since the last update. Takes long the first time; not for the UI thread.
	 *
	 * @return whether rows were added
	 * @throws IOException if the index cannot be written, or the trace's folder cannot be read
	 */
	public boolean update(IndexProgress progress) throws IOException {
		return store.update(progress);
	}

	/** The trace's folder. */
	public Path folder() {
		return folder;
	}

	/** What the trace says about itself; what a foreign trace does not say is empty. */
	public TraceDescription description() {
		return store.description();
	}

	/** Changes whenever rows are added or move; whoever keeps rows looks them up again then, see {@link #place}. */
	public long version() {
		return data().version();
	}

	/** How many rows at the begin are the same as when {@link #version()} was {@code sinceVersion}; 0 if that is long ago. */
	public int unchangedRows(long sinceVersion) {
		return data().unchangedRows(sinceVersion);
	}

	/** Whether all that was there at the last update is indexed. */
	public boolean complete() {
		return store.complete();
	}

	/** How many events are indexed so far. */
	public int rows() {
		return data().rows();
	}

	/** Time of the first event, 0 if there is none. */
	public long begin() {
		return rows() == 0 ? 0 : time(0);
	}

	/** Time of the last event, 0 if there is none. */
	public long end() {
		int rows = rows();
		return rows == 0 ? 0 : time(rows - 1);
	}

	/** What could not be read, and why. */
	public List<TraceProblem> problems() {
		return store.problems();
	}

	/** The types of events; {@link Column#TYPE} is an index into it. */
	public List<EventType> types() {
		return data().types().types();
	}

	/** The nodes that recorded something, ascending, without the controller. */
	public List<Integer> nodes() {
		TreeSet<Integer> nodes = new TreeSet<>();
		for (int node : data().nodes())
			if (node > 0)
				nodes.add(node);
		return List.copyOf(nodes);
	}

	/** When the nodes lived, by node, then boot. */
	public List<NodeLife> lives() {
		return store.lives();
	}

	/** The first row at or after a time; {@link #rows()} if there is none. */
	public int rowAt(long time) {
		return data().rowAt(time);
	}

	/**
	 * The event in a row, with all its fields; read from the trace itself.
	 *
	 * @throws UncheckedIOException if the trace is no longer what it was when it was indexed
	 */
	public TraceEvent event(int row) {
		try {
			return store.event(data().columns().value(Slot.PLACE, row), time(row));
		} catch (IOException e) {
			throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
		}
	}

	/** ns of the cluster's clock. */
	public long time(int row) {
		return data().columns().value(Slot.TIME, row);
	}

	/** The recording node; 0 is the controller. */
	public int node(int row) {
		return (int) value(Column.NODE, row);
	}

	/** What the event is about; null if this program knows only its fields. */
	public EventKind kind(int row) {
		return types().get((int) value(Column.TYPE, row)).kind();
	}

	/** A column's value in one row. */
	public long value(Column column, int row) {
		return reader().value(column, row);
	}

	/** Copies a column's values of {@code count} rows from {@code row} on: the quick way to look at many rows. */
	public void values(Column column, int row, int count, long[] into) {
		reader().values(column, row, count, into);
	}

	/** The text of a code in a text column; empty for 65535, which stands for texts that only the event itself has. */
	public String text(int code) {
		return data().dictionary().text(code);
	}

	/** The code of a text, -1 if no event has it in a column. */
	public int code(String text) {
		return data().dictionary().find(text);
	}

	/** The rows of the events that this one led to, ascending: of a send its receive, of a receive what its handling recorded. */
	public int[] children(int row) {
		return data().links().children(row);
	}

	/** A name for the event in a row that stays the same when rows move. */
	public long place(int row) {
		return data().columns().value(Slot.PLACE, row);
	}

	/**
	 * The row of an event.
	 *
	 * @param place what {@link #place} named it
	 * @param time its time
	 * @return -1 if it is not there
	 */
	public int row(long place, long time) {
		IndexData data = data();
		int rows = data.rows();
		for (int row = data.rowAt(time); row < rows && data.columns().value(Slot.TIME, row) == time; row++)
			if (data.columns().value(Slot.PLACE, row) == place)
				return row;
		return -1;
	}

	/** The stored form, for those in this bundle who look at many rows. */
	public IndexData data() {
		return store.data();
	}

	/** Stores what was indexed, for the next one who opens the trace. Rows must not be read any more. */
	@Override
	public void close() throws IOException {
		store.close();
	}

	private ColumnReader reader() {
		ColumnReader known = reader;
		if (known == null || !known.reads(data()))
			reader = known = new ColumnReader(data(), this::event);
		return known;
	}
}
