package org.ssiworkbench.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

import org.ssiworkbench.trace.internal.PacketSource;
import org.ssiworkbench.trace.internal.ProblemList;
import org.ssiworkbench.trace.internal.StreamCursor;
import org.ssiworkbench.trace.internal.StreamFile;
import org.ssiworkbench.trace.internal.TextPool;
import org.ssiworkbench.trace.internal.TraceFolder;
import org.ssiworkbench.trace.internal.TraceLayout;

/** Gives the events of a trace while it grows. Not thread-safe. */
public final class TraceFollower {
	private final Path folder;
	private final TraceLayout layout;
	private final Set<EventKind> kinds;
	private final ProblemList problems = new ProblemList();
	private final TextPool texts = new TextPool();
	private final Set<String> known = new HashSet<>();
	private final List<StreamCursor> idle = new ArrayList<>();
	private final PriorityQueue<StreamCursor> ready = new PriorityQueue<>();

	private TraceFollower(Path folder, TraceLayout layout, Set<EventKind> kinds) {
		this.folder = folder;
		this.layout = layout;
		this.kinds = kinds;
	}

	/**
	 * Starts at the trace's begin.
	 *
	 * @throws TraceFormatException if the folder is no trace of ours; the message says why
	 * @throws IOException if the folder or its metadata cannot be read
	 */
	public static TraceFollower open(Path folder) throws IOException {
		return open(folder, EnumSet.allOf(EventKind.class));
	}

	/** Starts at the trace's begin and gives only events of some kinds; see {@link #open(Path)}. */
	public static TraceFollower open(Path folder, Set<EventKind> kinds) throws IOException {
		return new TraceFollower(folder, TraceFolder.readLayout(folder), kinds);
	}

	/** What the trace says about itself. */
	public TraceDescription description() {
		return layout.description();
	}

	/**
	 * The events that were written since the last call, in order of time. A node's packets come up to 100 ms late, so an
	 * event may be older than one that an earlier call gave.
	 *
	 * @param max how many to give at most; the others come with the next call
	 */
	public List<TraceEvent> poll(int max) throws IOException {
		addNewStreams();
		List<StreamCursor> waiting = List.copyOf(idle);
		idle.clear();
		waiting.forEach(this::advance);
		List<TraceEvent> events = new ArrayList<>();
		while (events.size() < max && !ready.isEmpty()) {
			StreamCursor first = ready.poll();
			events.add(first.event());
			advance(first);
		}
		return events;
	}

	/** What was wrong in the packets read so far. */
	public List<TraceProblem> problems() {
		return problems.list();
	}

	private void advance(StreamCursor stream) {
		if (stream.advance())
			ready.add(stream);
		else
			idle.add(stream);
	}

	private void addNewStreams() throws IOException {
		for (StreamFile file : TraceFolder.streams(folder))
			if (known.add(file.name())) {
				PacketSource source = new PacketSource(file, layout, true, problems, texts);
				idle.add(new StreamCursor(source, known.size(), kinds, 0));
			}
	}
}
