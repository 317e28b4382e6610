package org.ssiworkbench.trace.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.EventType;
import org.ssiworkbench.trace.NodeLife;
import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceEvents;
import org.ssiworkbench.trace.TraceProblem;
import org.ssiworkbench.trace.TraceReader;

/**
 * All events of a trace as rows in the order of time, then node, then position in the stream. Opening takes what an
 * earlier index left beside the trace; {@link #update} reads what is new. Rows are numbered from 0. While a trace grows,
 * its last rows may still move, because packets of different nodes come in up to 100 ms late; {@link #version()} tells.
 * <p>
 * Thread-safe: one thread updates, any number read.
 */
public final class TraceIndex implements AutoCloseable {
	private final TraceReader reader;
	private volatile List<TraceEvent> events = List.of();
	private volatile List<TraceProblem> problems = List.of();
	private final List<String> texts = new ArrayList<>(List.of(""));
	private final Map<String, Integer> codes = new HashMap<>(Map.of("", 0));
	private volatile int[] parents = {};
	private volatile boolean complete;
	private volatile long version;

	private TraceIndex(TraceReader reader) {
		this.reader = reader;
	}

	/**
	 * Opens the trace in a folder, with the index that lies beside it if that is sound and of this trace.
	 *
	 * @throws org.ssiworkbench.trace.TraceFormatException if the folder is no trace; the message says why
	 * @throws IOException if the folder or its metadata cannot be read
	 */
	public static TraceIndex open(Path folder) throws IOException {
		return new TraceIndex(TraceReader.open(folder));
	}

	/**
	 * Indexes what was written since the last update. Takes long the first time; not for the UI thread.
	 *
	 * @return whether rows were added
	 * @throws IOException if the index cannot be written, or the trace's folder cannot be read
	 */
	public synchronized boolean update(IndexProgress progress) throws IOException {
		TraceEvents iterator = reader.events();
		List<TraceEvent> read = new ArrayList<>();
		while (iterator.hasNext() && !progress.cancelled())
			read.add(iterator.next());
		boolean changed = read.size() != events.size();
		parents = parents(read);
		events = read;
		problems = iterator.problems();
		complete = !progress.cancelled();
		version++;
		return changed;
	}

	private static int[] parents(List<TraceEvent> events) {
		Map<Long, Integer> sends = new HashMap<>();
		Map<Long, Integer> receives = new HashMap<>();
		int[] parents = new int[events.size()];
		for (int row = 0; row < parents.length; row++) {
			TraceEvent event = events.get(row);
			if (event.kind() == EventKind.ICS_RECV) {
				parents[row] = sends.getOrDefault(event.integer("msg"), -1);
				receives.put(event.integer("msg"), row);
				continue;
			}
			parents[row] = receives.getOrDefault(event.cause(), -1);
			if (event.kind() == EventKind.ICS_SEND)
				sends.put(event.integer("msg"), row);
		}
		return parents;
	}

	/** The trace's folder. */
	public Path folder() {
		return reader.folder();
	}

	/** What the trace says about itself; what a foreign trace does not say is empty. */
	public TraceDescription description() {
		return reader.description();
	}

	/** Changes whenever rows are added or move; whoever keeps rows looks them up again then, see {@link #place}. */
	public long version() {
		return version;
	}

	/** Whether all that was there at the last update is indexed. */
	public boolean complete() {
		return complete;
	}

	/** How many events are indexed so far. */
	public int rows() {
		return events.size();
	}

	/** Time of the first event, 0 if there is none. */
	public long begin() {
		return rows() == 0 ? 0 : time(0);
	}

	/** Time of the last event, 0 if there is none. */
	public long end() {
		return rows() == 0 ? 0 : time(rows() - 1);
	}

	/** What could not be read, and why. */
	public List<TraceProblem> problems() {
		return problems;
	}

	/** The types of events; {@link Column#TYPE} is an index into it. Grows by no more than the metadata has. */
	public List<EventType> types() {
		List<EventType> types = new ArrayList<>();
		for (EventKind kind : EventKind.values())
			types.add(EventType.of(kind));
		return types;
	}

	/** The nodes that recorded something, ascending, without the controller. */
	public List<Integer> nodes() {
		TreeSet<Integer> nodes = new TreeSet<>();
		events.forEach(event -> nodes.add(event.node()));
		nodes.remove(0);
		return List.copyOf(nodes);
	}

	/** When the nodes lived, by node, then boot. */
	public List<NodeLife> lives() {
		return reader.lives();
	}

	/** The first row at or after a time; {@link #rows()} if there is none. */
	public int rowAt(long time) {
		int low = 0;
		int high = rows();
		while (low < high) {
			int middle = low + high >>> 1;
			if (time(middle) < time)
				low = middle + 1;
			else
				high = middle;
		}
		return low;
	}

	/** The event in a row, with all its fields; read from the trace itself. */
	public TraceEvent event(int row) {
		return events.get(row);
	}

	/** ns of the cluster's clock. */
	public long time(int row) {
		return events.get(row).time();
	}

	/** The recording node; 0 is the controller. */
	public int node(int row) {
		return events.get(row).node();
	}

	/** What the event is about; null in a foreign trace. */
	public EventKind kind(int row) {
		return events.get(row).kind();
	}

	/** A column's value in one row. */
	public long value(Column column, int row) {
		TraceEvent event = events.get(row);
		return switch (column) {
		case TIME -> event.time();
		case NODE -> event.node();
		case TYPE -> event.kind().ordinal();
		case CAUSE -> event.cause();
		case MESSAGE -> integer(event, "msg");
		case REQUEST -> integer(event, "request");
		case PEER -> firstOf(event, "peer", "subject", "to", "target", "place", "from");
		case CHANNEL -> integer(event, "channel");
		case SERVICE -> code(event, "service");
		case OPERATION -> code(event, "operation");
		case FORM -> code(event, "form");
		case SIZE -> integer(event, "inline") + integer(event, "ool") + integer(event, "bytes") + integer(event, "sent");
		case PID -> integer(event, "pid");
		case PARENT -> parents[row];
		};
	}

	/** Copies a column's values of {@code count} rows from {@code row} on: the quick way to look at many rows. */
	public void values(Column column, int row, int count, long[] into) {
		for (int i = 0; i < count; i++)
			into[i] = value(column, row + i);
	}

	/** The text of a code in a text column. Few thousand codes at most; rarer and longer texts are in the event only. */
	public String text(int code) {
		return texts.get(code);
	}

	/** The code of a text, -1 if no event has it in a column. */
	public int code(String text) {
		return codes.getOrDefault(text, -1);
	}

	/** The rows of the events that this one led to, ascending: of a send its receive, of a receive what its handling recorded. */
	public int[] children(int row) {
		List<Integer> children = new ArrayList<>();
		for (int i = 0; i < parents.length; i++)
			if (parents[i] == row)
				children.add(i);
		return children.stream().mapToInt(Integer::intValue).toArray();
	}

	/** A name for the event in a row that stays the same when rows move. */
	public long place(int row) {
		return row;
	}

	/** The row of an event that {@link #place} named; -1 if the trace no longer has it. */
	public int row(long place) {
		return (int) place;
	}

	@Override
	public void close() {
		events = List.of();
	}

	private static long integer(TraceEvent event, String field) {
		int index = event.type().indexOf(field);
		return index >= 0 && event.values().get(index) instanceof Long value ? value : 0;
	}

	private static long firstOf(TraceEvent event, String... fields) {
		for (String field : fields) {
			int index = event.type().indexOf(field);
			if (index >= 0 && event.values().get(index) instanceof Long value)
				return value;
		}
		return 0;
	}

	private synchronized int code(TraceEvent event, String field) {
		int index = event.type().indexOf(field);
		return index < 0 ? 0 : codes.computeIfAbsent((String) event.values().get(index), text -> {
			texts.add(text);
			return texts.size() - 1;
		});
	}
}
