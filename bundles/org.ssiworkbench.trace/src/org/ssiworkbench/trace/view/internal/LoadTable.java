package org.ssiworkbench.trace.view.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.view.MigrationFrame.Sample;
import org.ssiworkbench.trace.view.Viewport;

/** The loads that the nodes sampled, with the least and greatest of each block of samples. */
final class LoadTable implements Collector {
	private static final int BLOCK = 64;

	private static final class Series {
		final IntColumn rows = new IntColumn();
		final IntColumn loads = new IntColumn();
		final IntColumn lows = new IntColumn();
		final IntColumn highs = new IntColumn();

		void add(int row, int load) {
			rows.add(row);
			loads.add(load);
			if (loads.size() % BLOCK == 0) {
				int low = low(loads.size() - BLOCK, loads.size());
				highs.add(high(loads.size() - BLOCK, loads.size()));
				lows.add(low);
			}
		}

		void truncate(int row) {
			int kept = rows.firstAtLeast(row, 0, rows.size());
			rows.truncate(kept);
			loads.truncate(kept);
			lows.truncate(kept / BLOCK);
			highs.truncate(kept / BLOCK);
		}

		int low(int from, int to) {
			int low = Integer.MAX_VALUE;
			for (int i = from; i < to; i += step(i, to))
				low = Math.min(low, step(i, to) == BLOCK ? lows.get(i / BLOCK) : loads.get(i));
			return low;
		}

		int high(int from, int to) {
			int high = 0;
			for (int i = from; i < to; i += step(i, to))
				high = Math.max(high, step(i, to) == BLOCK ? highs.get(i / BLOCK) : loads.get(i));
			return high;
		}

		private int step(int i, int to) {
			return i % BLOCK == 0 && i + BLOCK <= to && i / BLOCK < lows.size() ? BLOCK : 1;
		}
	}

	private final TraceIndex index;
	private final TreeMap<Integer, Series> nodes = new TreeMap<>();

	LoadTable(TraceIndex index) {
		this.index = index;
	}

	/** Whether a node sampled its load. */
	boolean has(int node) {
		return nodes.containsKey(node);
	}

	@Override
	public void add(Batch batch) {
		for (int i = 0; i < batch.count(); i++)
			if (batch.kind(i) == EventKind.LOAD_SAMPLE)
				nodes.computeIfAbsent((int) batch.node[i], node -> new Series()).add(batch.row(i),
						Math.clamp(batch.integer(i, "load"), 0, Integer.MAX_VALUE));
	}

	@Override
	public void truncate(int row) {
		nodes.values().forEach(series -> series.truncate(row));
	}

	/** The samples in a viewport and the last before it: each, or the least and greatest of each pixel if they are many. */
	List<Sample> samples(int node, Viewport viewport) {
		Series series = nodes.get(node);
		if (series == null)
			return List.of();
		int first = Math.max(0, at(series, viewport.begin()) - 1);
		int last = at(series, viewport.end() + 1);
		List<Sample> samples = new ArrayList<>();
		int i = first;
		while (i < last) {
			int next = Math.max(i + 1, last - first <= 2 * viewport.plotWidth() ? i + 1 : at(series, pixelEnd(series, i, viewport)));
			int end = Math.min(next, last);
			samples.add(new Sample(index.time(series.rows.get(i)), series.low(i, end), series.high(i, end)));
			i = end;
		}
		return samples;
	}

	private long pixelEnd(Series series, int i, Viewport viewport) {
		return viewport.time(Math.floor(viewport.x(index.time(series.rows.get(i)))) + 1);
	}

	private int at(Series series, long time) {
		return series.rows.firstAtLeast(index.rowAt(time), 0, series.rows.size());
	}
}
