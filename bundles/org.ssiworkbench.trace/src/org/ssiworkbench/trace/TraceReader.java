package org.ssiworkbench.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.ssiworkbench.trace.internal.InfoScan;
import org.ssiworkbench.trace.internal.PacketIndex;
import org.ssiworkbench.trace.internal.PacketSource;
import org.ssiworkbench.trace.internal.ProblemList;
import org.ssiworkbench.trace.internal.StreamCursor;
import org.ssiworkbench.trace.internal.StreamFile;
import org.ssiworkbench.trace.internal.TextPool;
import org.ssiworkbench.trace.internal.TraceFolder;
import org.ssiworkbench.trace.internal.TraceLayout;

/**
 * Reads a trace of ours from its folder. Nothing in the folder is trusted: what is corrupt becomes a
 * {@link TraceProblem}, and what can be read around it is read. Keeps no file open. Not thread-safe, but any number of
 * readers may read the same trace, also while it is being written.
 */
public final class TraceReader {
	private final Path folder;
	private final TraceLayout layout;
	private final List<StreamFile> streams;
	private List<PacketIndex> indexes;

	private TraceReader(Path folder, TraceLayout layout, List<StreamFile> streams) {
		this.folder = folder;
		this.layout = layout;
		this.streams = streams;
	}

	/**
	 * Opens a trace with the streams that it has now.
	 *
	 * @throws TraceFormatException if the folder is no trace of ours; the message says why
	 * @throws IOException if the folder or its metadata cannot be read
	 */
	public static TraceReader open(Path folder) throws IOException {
		return new TraceReader(folder, TraceFolder.readLayout(folder), TraceFolder.streams(folder));
	}

	/** The trace's folder. */
	public Path folder() {
		return folder;
	}

	/** What the trace says about itself. */
	public TraceDescription description() {
		return layout.description();
	}

	/** All events. */
	public TraceEvents events() {
		return events(EnumSet.allOf(EventKind.class), 0);
	}

	/** The events of some kinds. */
	public TraceEvents events(Set<EventKind> kinds) {
		return events(kinds, 0);
	}

	/** The events of some kinds at or after a time. Packets that end before it are not read, but for their headers once. */
	public TraceEvents events(Set<EventKind> kinds, long from) {
		ProblemList problems = new ProblemList();
		TextPool texts = new TextPool();
		List<StreamCursor> cursors = new ArrayList<>();
		for (int i = 0; i < streams.size(); i++) {
			PacketSource source = new PacketSource(streams.get(i), layout, false, problems, texts);
			if (from > 0)
				source.seek(indexes().get(i).offset(from));
			cursors.add(new StreamCursor(source, i, kinds, from));
		}
		return new TraceEvents(cursors, problems);
	}

	/** Counts everything; reads the whole trace. */
	public TraceInfo info() {
		return InfoScan.scan(layout, streams);
	}

	/** When the nodes lived, as the packets tell: by node, then boot. Reads the packets' headers once. */
	public List<NodeLife> lives() {
		List<NodeLife> lives = new ArrayList<>();
		for (PacketIndex index : indexes())
			lives.addAll(index.lives());
		lives.sort(null);
		return lives;
	}

	private List<PacketIndex> indexes() {
		if (indexes == null)
			indexes = streams.stream().map(stream -> PacketIndex.of(stream, layout)).toList();
		return indexes;
	}
}
