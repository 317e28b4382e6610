package org.ssiworkbench.simulator.stepping.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.simulator.SimulationEvent;
import org.ssiworkbench.simulator.SimulationEvent.Kind;
import org.ssiworkbench.simulator.stepping.Step;

/** The steps of a history in little memory: the newest ones, up to a limit. */
public final class StepLog {
	private static final int CHUNK = 1 << 16;
	private static final Kind[] KINDS = Kind.values();

	/** Columns of {@link #CHUNK} steps. */
	private static final class Chunk {
		final long[] times = new long[CHUNK];
		final long[] ids = new long[CHUNK];
		final long[] makers = new long[CHUNK];
		final short[] nodes = new short[CHUNK];
		final short[] peers = new short[CHUNK];
		final byte[] kinds = new byte[CHUNK];
		final short[] labels = new short[CHUNK];
	}

	/** What a step is called; there are few different ones. */
	private record Label(String form, String what) {
	}

	private final int chunksKept;
	private final List<Chunk> chunks = new ArrayList<>();
	private final Map<Label, Short> numbers = new HashMap<>();
	private final List<Label> labels = new ArrayList<>();
	private long first;
	private long size;

	/** Keeps at least the newest {@code limit} steps. */
	public StepLog(long limit) {
		chunksKept = (int) (limit / CHUNK) + 2;
	}

	/** The position after the last step that is in it. */
	public long size() {
		return size;
	}

	/** The first step that is kept. */
	public long first() {
		return first;
	}

	/** Adds the step at {@link #size()}. */
	public void add(SimulationEvent event, long time, int handler, String form, String what) {
		int at = (int) (size % CHUNK);
		if (at == 0 || chunks.isEmpty())
			begin();
		Chunk chunk = chunks.getLast();
		chunk.times[at] = time;
		chunk.ids[at] = event.id();
		chunk.makers[at] = event.madeBy();
		chunk.nodes[at] = (short) handler;
		chunk.peers[at] = (short) event.peer();
		chunk.kinds[at] = (byte) event.kind().ordinal();
		chunk.labels[at] = label(new Label(form, what));
		size++;
	}

	private void begin() {
		chunks.add(new Chunk());
		if (chunks.size() > chunksKept) {
			chunks.removeFirst();
			first = (first / CHUNK + 1) * CHUNK;
		}
	}

	private short label(Label label) {
		Short known = numbers.get(label);
		if (known != null)
			return known;
		if (labels.size() > Short.MAX_VALUE)
			return label(new Label(label.form(), ""));
		short number = (short) labels.size();
		numbers.put(label, number);
		labels.add(label);
		return number;
	}

	/** Forgets the steps from a position on. */
	public void truncate(long position) {
		size = Math.min(size, position);
		if (size <= first) {
			first = size;
			chunks.clear();
		} else
			chunks.subList(index(size - 1) + 1, chunks.size()).clear();
	}

	private int index(long position) {
		return (int) (position / CHUNK - first / CHUNK);
	}

	/** The node that handled a kept step. */
	public int handler(long position) {
		return chunk(position).nodes[(int) (position % CHUNK)];
	}

	/** A kept step. */
	public Step step(long position) {
		Chunk chunk = chunk(position);
		int at = (int) (position % CHUNK);
		Label label = labels.get(chunk.labels[at]);
		return new Step(position, chunk.times[at], chunk.nodes[at], KINDS[chunk.kinds[at]], chunk.peers[at], chunk.ids[at],
				label.form(), label.what(), chunk.makers[at]);
	}

	/** Whether a step is kept. */
	public boolean has(long position) {
		return position >= first && position < size;
	}

	private Chunk chunk(long position) {
		if (!has(position))
			throw new IllegalArgumentException("step " + position + " is not kept; those from " + first + " to " + size + " are");
		return chunks.get(index(position));
	}
}
