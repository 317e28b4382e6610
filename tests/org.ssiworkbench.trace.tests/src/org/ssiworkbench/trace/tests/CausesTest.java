package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.FilterException;
import org.ssiworkbench.trace.index.Column;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Causes;
import org.ssiworkbench.trace.query.Statistics;

class CausesTest {
	@TempDir
	private Path folder;

	@Test
	void whatLedToAnEventAndWhatItLedToAgree() throws IOException {
		try (TraceIndex index = indexed(31, 3000)) {
			for (int row = 0; row < index.rows(); row++) {
				int[] chain = Causes.chain(index, row);
				assertEquals(row, chain[chain.length - 1]);
				int last = row;
				assertTrue(Arrays.stream(Causes.effects(index, chain[0], 10_000)).anyMatch(effect -> effect == last));
			}
		}
	}

	@Test
	void happenedBeforeIsReachabilityThroughNodesAndMessages() throws IOException {
		try (TraceIndex index = indexed(32, 1000)) {
			BitSet[] pasts = pasts(index);
			for (int second = 0; second < index.rows(); second += 13)
				for (int first = 0; first < index.rows(); first += 7)
					assertEquals(pasts[second].get(first) && first != second, Causes.happenedBefore(index, first, second),
							first + " before " + second);
		}
	}

	/** For each row all rows that happened before it, and itself. */
	private static BitSet[] pasts(TraceIndex index) {
		BitSet[] pasts = new BitSet[index.rows()];
		Map<Integer, BitSet> nodes = new HashMap<>();
		for (int row = 0; row < pasts.length; row++) {
			BitSet past = (BitSet) nodes.getOrDefault(index.node(row), new BitSet()).clone();
			int parent = (int) index.value(Column.PARENT, row);
			if (index.kind(row) == EventKind.ICS_RECV && parent >= 0 && parent < row)
				past.or(pasts[parent]);
			past.set(row);
			pasts[row] = past;
			nodes.put(index.node(row), past);
		}
		return pasts;
	}

	@Test
	void statisticsCountWhatTheFilterFinds() throws IOException, FilterException {
		try (TraceIndex index = indexed(33, 20_000)) {
			Filter filter = Filter.parse("kind = ics_send and service = clms");
			long[] events = Traces.read(folder).stream().filter(filter::matches).mapToLong(event -> event.integer("inline") + event.integer("ool"))
					.toArray();
			Statistics statistics = Statistics.of(index, filter);
			assertEquals(events.length, statistics.events());
			assertEquals(Map.of("ics_send", (long) events.length), statistics.kinds());
			assertEquals(List.of("clms"), List.copyOf(statistics.services().keySet()));
			assertEquals(Arrays.stream(events).sum(), statistics.services().get("clms").bytes());
		}
	}

	private TraceIndex indexed(long seed, int events) throws IOException {
		RandomTrace.write(folder, seed, events);
		TraceIndex index = TraceIndex.open(folder);
		index.update(IndexProgress.NONE);
		return index;
	}
}
