package org.ssiworkbench.trace.internal.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

import org.ssiworkbench.trace.NodeLife;
import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceProblem;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.internal.MetadataText;
import org.ssiworkbench.trace.internal.ProblemList;
import org.ssiworkbench.trace.internal.StreamFile;
import org.ssiworkbench.trace.internal.TraceFolder;
import org.ssiworkbench.trace.internal.TraceLayout;
import org.ssiworkbench.trace.internal.ctf.CtfMetadata;

/** An index with its files: taken over from an earlier time, brought up to date, stored. One thread updates, any number read. */
public final class IndexStore implements AutoCloseable {
	/** Messages that are known again when a stored index is continued, in rows. */
	private static final int REMEMBERED = 1 << 18;
	private static final long WINDOWS = 96L << 20;
	private static final int MIN_WINDOW = 64 << 10;
	private static final int MAX_WINDOW = 1 << 20;

	private final Path trace;
	private final boolean growing;
	private final TraceFormat format;
	private final IndexFolder folder;
	private final long metadata;
	private final ProblemList problems = new ProblemList();
	/** By name of a stream. */
	private final Map<String, Integer> numbers = new HashMap<>();
	private volatile IndexData data;
	private volatile boolean complete;
	/** Checksums that the stored columns must have, null once they were compared. */
	private long[] unverified;
	private boolean stored;

	private IndexStore(Path trace, boolean growing, TraceFormat format, IndexFolder folder) throws IOException {
		this.trace = trace;
		this.growing = growing;
		this.format = format;
		this.folder = folder;
		metadata = checksum(Files.readAllBytes(trace.resolve(MetadataText.FILE)));
	}

	/** @param growing whether to wait for the rest of what is cut off at a stream's end */
	public static IndexStore open(Path trace, boolean growing) throws IOException {
		CtfMetadata metadata = CtfMetadata.parse(TraceFolder.readMetadata(trace));
		TraceFormat format = TraceLayout.isOurs(metadata) ? new OwnFormat(TraceLayout.of(metadata)) : new ForeignFormat(metadata);
		IndexStore store = new IndexStore(trace, growing, format, IndexFolder.of(trace));
		if (!store.restore())
			store.reset();
		return store;
	}

	public IndexData data() {
		return data;
	}

	public TraceDescription description() {
		return format.description();
	}

	public boolean complete() {
		return complete;
	}

	public List<TraceProblem> problems() {
		return problems.list();
	}

	public List<NodeLife> lives() {
		return data.queues().stream().flatMap(queue -> queue.decoder.lives().stream()).sorted().toList();
	}

	/** Reads an event again, with all its fields. */
	public TraceEvent event(long place, long time) throws IOException {
		return data.queues().get(Places.stream(place)).decoder.event(place, time);
	}

	/** Indexes what is new; whether anything was. */
	public synchronized boolean update(IndexProgress progress) throws IOException {
		verify();
		addStreams();
		long total = totalBytes();
		if (total <= data.queues().stream().mapToLong(queue -> Math.min(queue.decoder.state().offset(), total)).sum()) {
			complete = true;
			return false;
		}
		forget();
		long before = data.version();
		complete = index(progress, total);
		if (complete && !growing)
			save();
		return data.version() != before;
	}

	private boolean index(IndexProgress progress, long total) throws IOException {
		try {
			return new Indexer(data, progress, total).run();
		} catch (Indexer.LateEventsException e) { // rare, and then the index is made anew
			reset();
			addStreams();
			return new Indexer(data, progress, total).run();
		}
	}

	private long totalBytes() throws IOException {
		long total = 0;
		for (StreamQueue queue : data.queues())
			total += queue.file.size();
		return total;
	}

	/** Streams that are known have the numbers that they had, so that the places of events stay when the index is made anew. */
	private void addStreams() throws IOException {
		Set<String> known = data.queues().stream().map(queue -> queue.file.name()).collect(Collectors.toSet());
		List<StreamFile> files = new ArrayList<>(TraceFolder.streams(trace));
		files.sort(Comparator.comparingInt(file -> numbers.getOrDefault(file.name(), Integer.MAX_VALUE)));
		int window = (int) Math.clamp(WINDOWS / Math.max(1, files.size()), MIN_WINDOW, MAX_WINDOW);
		for (StreamFile file : files)
			if (!known.contains(file.name()))
				add(file, new TraceFormat.Start(null, List.of(), growing, window));
		if (files.isEmpty() && !growing)
			problems.add(MetadataText.FILE, 0, "the trace has no streams");
	}

	private void add(StreamFile file, TraceFormat.Start start) throws IOException {
		int number = data.queues().size();
		numbers.put(file.name(), number);
		data.queues().add(new StreamQueue(file, number, format.decoder(number, file, start, data.dictionary(), problems)));
		if (file.size() == 0 && !growing)
			problems.add(file.name(), 0, "the stream is empty");
	}

	/** Takes over what is stored, if it is sound and of this trace as it is now. */
	private boolean restore() throws IOException {
		if (!folder.permanent() || !Files.isRegularFile(folder.state()))
			return false;
		try {
			Zones zones = new Zones();
			IndexState state = IndexState.read(folder.state(), zones);
			if (state.metadata() != metadata || !fits(state))
				return false;
			data = new IndexData(folder.path(), format.types(), new Dictionary(state.texts()), zones, 0);
			for (IndexState.Stream stream : state.streams())
				add(file(stream), new TraceFormat.Start(stream.state(), stream.lives(), growing, MIN_WINDOW));
			state.problems().forEach(problem -> problems.add(problem.file(), problem.offset(), problem.reason()));
			data.restore(state.rows(), REMEMBERED);
			unverified = state.blocks();
			stored = true;
			complete = true;
			return true;
		} catch (IOException e) { // a damaged index is worth nothing: it is made anew
			return false;
		}
	}

	/** Where there were problems, more than what was added may have changed their meaning. */
	private boolean fits(IndexState state) throws IOException {
		if (!state.problems().isEmpty() && state.growing() != growing)
			return false;
		Set<String> present = TraceFolder.streams(trace).stream().map(StreamFile::name).collect(Collectors.toSet());
		for (IndexState.Stream stream : state.streams())
			if (!present.contains(stream.name()) || !stream.print().isBeginOf(file(stream))
					|| file(stream).size() != stream.print().size() && !state.problems().isEmpty())
				return false;
		return Files.size(folder.path().resolve(IndexFolder.ROWS)) >= Columns.bytes(state.rows());
	}

	private StreamFile file(IndexState.Stream stream) {
		return new StreamFile(trace.resolve(stream.name()));
	}

	private void verify() throws IOException {
		if (unverified != null && !Arrays.equals(unverified, data.checksums()))
			reset();
		unverified = null;
	}

	private void reset() throws IOException {
		folder.clear();
		stored = false;
		unverified = null;
		complete = false;
		problems.clear();
		data = new IndexData(folder.path(), format.types(), new Dictionary(List.of("")), new Zones(),
				data == null ? 0 : data.version() + 1);
	}

	private void forget() throws IOException {
		if (stored)
			Files.deleteIfExists(folder.state());
		stored = false;
	}

	private void save() throws IOException {
		if (!folder.permanent() || stored)
			return;
		List<IndexState.Stream> streams = new ArrayList<>();
		for (StreamQueue queue : data.queues())
			streams.add(new IndexState.Stream(queue.file.name(), FilePrint.of(queue.file), queue.decoder.state(), queue.decoder.lives()));
		new IndexState(growing, metadata, data.rows(), data.checksums(), streams, List.of(data.dictionary().all()), problems.list())
				.write(folder.state(), data.zones());
		stored = true;
	}

	@Override
	public synchronized void close() throws IOException {
		if (complete)
			save();
		folder.close();
	}

	private static long checksum(byte[] bytes) {
		CRC32C checksum = new CRC32C();
		checksum.update(bytes);
		return checksum.getValue();
	}
}
