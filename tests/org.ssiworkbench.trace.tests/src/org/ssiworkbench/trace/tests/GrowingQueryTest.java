package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.FilterException;
import org.ssiworkbench.trace.filter.GrowingSearch;
import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.KeptRows;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.GrowingQuery;
import org.ssiworkbench.trace.query.Membership;
import org.ssiworkbench.trace.query.Migrations;

/** What is asked of a growing trace again and again is the same as what is asked for the first time. */
class GrowingQueryTest {
	private static final int MESSAGES = 10_000;

	@TempDir
	private Path temp;
	private Path whole;
	private Path growing;

	@BeforeEach
	void write() throws IOException {
		whole = temp.resolve("whole");
		SampleRun.write(whole, 3, MESSAGES);
		growing = SampleRun.begin(whole, temp.resolve("growing"));
	}

	private static int[] rows(RowSet found) {
		return IntStream.range(0, found.size()).map(found::get).toArray();
	}

	@Test
	void searchesLookAtWhatIsNewAndFindTheSame() throws IOException, FilterException {
		Filter filter = Filter.parse("kind = ics_recv and from = 2 or kind = clms_transition");
		try (TraceIndex index = TraceIndex.follow(growing)) {
			GrowingSearch search = new GrowingSearch(index, filter);
			AtomicInteger known = new AtomicInteger();
			SampleRun.grow(whole, growing, () -> {
				long version = index.version();
				index.update(IndexProgress.NONE);
				known.addAndGet(index.unchangedRows(version) > 0 ? 1 : 0);
				assertArrayEquals(rows(filter.search(index, () -> false)), rows(search.search(() -> false)));
			});
			assertTrue(search.search(() -> false).size() > MESSAGES / 10);
			assertTrue(known.get() > 10, "most steps leave the begin as it was");
		}
	}

	@Test
	void aCancelledSearchIsMadeUpFor() throws IOException {
		try (TraceIndex index = TraceIndex.open(whole)) {
			index.update(IndexProgress.NONE);
			GrowingSearch search = new GrowingSearch(index, Filter.ALL);
			search.search(() -> true);
			assertEquals(index.rows(), search.search(() -> false).size());
		}
	}

	@Test
	void transitionsAndMigrationsAreThoseOfTheTrace() throws IOException {
		try (TraceIndex index = TraceIndex.follow(growing)) {
			GrowingQuery<?> membership = new Membership(index);
			GrowingQuery<?> migrations = new Migrations(index);
			AtomicInteger kept = new AtomicInteger();
			SampleRun.grow(whole, growing, () -> {
				List<?> before = migrations.answer();
				index.update(IndexProgress.NONE);
				assertEquals(Membership.of(index), membership.answer());
				assertEquals(Migrations.of(index), migrations.answer());
				kept.addAndGet(before.size() > 1 && before.getFirst() == migrations.answer().getFirst() ? 1 : 0);
			});
			assertTrue(kept.get() > 10, "most steps make only the last moves anew");
			assertEquals(2, membership.answer().size());
			assertTrue(migrations.answer().size() > 0);
		}
	}

	@Test
	void keptRowsFollowTheirEvents() throws IOException {
		try (TraceIndex index = TraceIndex.follow(growing)) {
			AtomicInteger moved = new AtomicInteger();
			AtomicReference<KeptRows> kept = new AtomicReference<>(new KeptRows(index));
			AtomicReference<List<TraceEvent>> events = new AtomicReference<>(List.of());
			SampleRun.grow(whole, growing, () -> {
				index.update(IndexProgress.NONE);
				moved.addAndGet(kept.get().update() ? 1 : 0);
				assertEquals(events.get(), IntStream.of(kept.get().rows()).mapToObj(index::event).toList());
				int[] rows = { 0, index.rows() / 2, index.rows() - 1 };
				kept.set(new KeptRows(index, rows));
				events.set(IntStream.of(rows).mapToObj(index::event).toList());
			});
			assertTrue(moved.get() > 0, "packets came late");
		}
	}

	@Test
	void oneTraceIsAskedAfterTheOther() throws IOException {
		try (TraceIndex one = TraceIndex.open(whole); TraceIndex other = TraceIndex.open(growing)) {
			one.update(IndexProgress.NONE);
			other.update(IndexProgress.NONE);
			var query = GrowingQuery.of(Membership::new);
			assertEquals(2, query.apply(one).size());
			assertEquals(List.of(), query.apply(other));
			assertEquals(2, query.apply(one).size());
		}
	}
}
