package org.ssiworkbench.trace.internal.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** All of an index that is there. One thread writes, any number read what {@link #rows()} says. */
public final class IndexData {
	private final TypeTable types;
	private final Columns columns;
	private final Links links;
	private final Zones zones;
	private final Dictionary dictionary;
	private final Linker linker;
	private final List<StreamQueue> queues = new CopyOnWriteArrayList<>();
	private volatile int rows;
	private final ChangeList changes;
	private volatile long version;

	/** @param version to begin with; higher than that of any data that this replaces */
	IndexData(Path folder, TypeTable types, Dictionary dictionary, Zones zones, long version) {
		this.version = version;
		changes = new ChangeList(version);
		this.types = types;
		this.dictionary = dictionary;
		this.zones = zones;
		columns = new Columns(folder.resolve(IndexFolder.ROWS));
		links = new Links(folder.resolve(IndexFolder.LINKS));
		linker = new Linker(links, types);
	}

	public TypeTable types() {
		return types;
	}

	public Columns columns() {
		return columns;
	}

	public Links links() {
		return links;
	}

	public Zones zones() {
		return zones;
	}

	public Dictionary dictionary() {
		return dictionary;
	}

	/** The streams, by number. */
	List<StreamQueue> queues() {
		return queues;
	}

	public int rows() {
		return rows;
	}

	public long version() {
		return version;
	}

	/** See {@link org.ssiworkbench.trace.index.TraceIndex#unchangedRows}. */
	public int unchangedRows(long sinceVersion) {
		return Math.min(rows, changes.unchangedRows(sinceVersion));
	}

	/** How many streams there are. */
	public int streams() {
		return queues.size();
	}

	/** The node of each stream, by the stream's number. */
	public int[] nodes() {
		return queues.stream().mapToInt(queue -> queue.decoder.node()).toArray();
	}

	/** Time of the last row; there must be one. */
	long lastTime() {
		return columns.value(Slot.TIME, rows - 1);
	}

	/** The first row at or after a time. */
	public int rowAt(long time) {
		int low = 0;
		int high = rows;
		while (low < high) {
			int middle = low + high >>> 1;
			if (columns.value(Slot.TIME, middle) < time)
				low = middle + 1;
			else
				high = middle;
		}
		return low;
	}

	/** Writes the rows from {@code first} on, which become the last ones. */
	void write(int first, EventRun run) throws IOException {
		if ((long) first + run.count > Integer.MAX_VALUE - Columns.BLOCK)
			throw new IOException("the trace has more than 2 147 million events; only those before are shown");
		CompletableFuture<Void> linking = CompletableFuture.runAsync(() -> linker.link(first, run));
		try {
			columns.write(first, run);
			zones.update(columns, first, run);
		} finally {
			linking.join();
		}
		changes.add(version + 1, first);
		rows = first + run.count;
		version++;
	}

	/** Prepares for the last rows, which are those from {@code first} on, to be written again; gives their events to a run. */
	void takeBack(int first, EventRun run) {
		columns.read(first, rows, run);
		linker.takeBack(first, run);
	}

	/** A checksum of each block, of the columns and the links together. */
	long[] checksums() {
		int blocks = rows + Columns.BLOCK - 1 >>> Columns.BLOCK_SHIFT;
		return IntStream.range(0, blocks).parallel().mapToLong(block -> columns.checksum(block) << 32 | links.checksum(block)).toArray();
	}

	/** Takes over what an earlier index stored. */
	void restore(int storedRows, int remembered) {
		EventRun run = new EventRun();
		int from = Math.max(0, storedRows - remembered);
		columns.read(from, storedRows, run);
		linker.remember(from, run);
		changes.add(version + 1, 0);
		rows = storedRows;
		version++;
	}
}
