package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Ids;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceWriter;
import org.ssiworkbench.trace.index.Column;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;

/** The rows of an index are the events of the trace, in order, however the index came about. */
class TraceIndexTest {
	private static final int EVENTS = 20_000;

	@TempDir
	private Path folder;

	@Test
	void rowsAreTheEventsInOrder() throws IOException {
		RandomTrace.write(folder, 1, EVENTS);
		try (TraceIndex index = TraceIndex.open(folder)) {
			assertTrue(index.update(IndexProgress.NONE));
			assertRows(index);
			assertEquals(List.of(1, 2, 3, 4), index.nodes());
			assertTrue(index.complete());
			assertFalse(index.update(IndexProgress.NONE), "there was nothing new");
		}
	}

	@Test
	void columnsAgreeWithTheEvents() throws IOException {
		RandomTrace.write(folder, 2, EVENTS);
		try (TraceIndex index = indexed()) {
			for (Column column : Column.values()) {
				long[] values = new long[index.rows()];
				index.values(column, 0, values.length, values);
				for (int row = 0; row < values.length; row++)
					assertEquals(index.value(column, row), values[row], column + " of row " + row);
			}
			for (int row = 0; row < index.rows(); row++)
				assertMessage(index, row);
		}
	}

	private static void assertMessage(TraceIndex index, int row) {
		if (index.kind(row) != EventKind.ICS_SEND)
			return;
		TraceEvent event = index.event(row);
		assertEquals(event.integer("msg"), index.value(Column.MESSAGE, row));
		assertEquals(event.integer("peer"), index.value(Column.PEER, row));
		assertEquals(event.integer("inline") + event.integer("ool"), index.value(Column.SIZE, row));
		if (event.text("operation").length() < 64)
			assertEquals(event.text("operation"), index.text((int) index.value(Column.OPERATION, row)));
	}

	@Test
	void receivesAreLinkedToTheirSendsAndTheRestToWhatWasHandled() throws IOException {
		RandomTrace.write(folder, 3, EVENTS);
		try (TraceIndex index = indexed()) {
			for (int row = 0; row < index.rows(); row++) {
				int parent = (int) index.value(Column.PARENT, row);
				if (index.kind(row) == EventKind.ICS_RECV && isSent(index.event(row)))
					assertTrue(parent >= 0 && index.kind(parent) == EventKind.ICS_SEND, "row " + row + " has no send");
				Column link = index.kind(row) == EventKind.ICS_RECV ? Column.MESSAGE : Column.CAUSE;
				if (parent >= 0)
					assertEquals(index.value(Column.MESSAGE, parent), index.value(link, row));
				int child = row;
				if (parent >= 0)
					assertTrue(Arrays.stream(index.children(parent)).anyMatch(found -> found == child));
			}
		}
	}

	/** Values of any kind also make receives of messages that were never sent. */
	private static boolean isSent(TraceEvent receive) {
		return Ids.node(receive.cause()) > 0 && receive.cause() == receive.integer("msg");
	}

	@Test
	void aStoredIndexIsTakenOver() throws IOException {
		RandomTrace.write(folder, 4, EVENTS);
		indexed().close();
		try (TraceIndex again = TraceIndex.open(folder)) {
			assertTrue(again.rows() > 0, "rows are there before the update");
			assertFalse(again.update(IndexProgress.NONE));
			assertRows(again);
		}
	}

	@Test
	void aStaleOrDamagedIndexIsMadeAnew() throws IOException {
		RandomTrace.write(folder, 5, EVENTS);
		for (String file : List.of("rows", "links", "state")) {
			indexed().close();
			flip(folder.resolve(".index").resolve(file), 4321);
			try (TraceIndex again = indexed()) {
				assertRows(again);
			}
		}
		Files.delete(folder.resolve("node-2"));
		try (TraceIndex again = indexed()) {
			assertRows(again);
			assertEquals(List.of(1, 3, 4), again.nodes());
		}
	}

	private static void flip(Path file, long offset) throws IOException {
		try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
			bytes.seek(offset);
			int old = bytes.read();
			bytes.seek(offset);
			bytes.write(old ^ 0x10);
		}
	}

	@Test
	void twoIndexesOfOneTraceDoNotDisturbEachOther() throws IOException {
		RandomTrace.write(folder, 6, EVENTS);
		try (TraceIndex first = indexed(); TraceIndex second = indexed()) {
			assertRows(first);
			assertRows(second);
		}
	}

	@Test
	void aCancelledIndexGoesOnLater() throws IOException {
		RandomTrace.write(folder, 7, 10 * EVENTS);
		try (TraceIndex index = TraceIndex.open(folder)) {
			index.update(new IndexProgress() {
				@Override
				public boolean cancelled() {
					return index.rows() > 0;
				}
			});
			assertFalse(index.complete());
			assertTrue(index.rows() > 0 && index.rows() < 5 * EVENTS, "rows: " + index.rows());
			index.update(IndexProgress.NONE);
			assertRows(index);
		}
	}

	@Test
	void aGrowingTraceIsFollowedAlsoWhenPacketsComeLate() throws IOException {
		try (TraceWriter writer = TraceWriter.create(folder, Traces.DESCRIPTION); TraceIndex index = TraceIndex.follow(folder)) {
			PacketEncoder one = writer.encoder(1);
			PacketEncoder two = writer.encoder(2);
			for (int i = 0; i < 3000; i++) {
				long id = Ids.message(1, i + 1);
				one.add(i * 1000L, EventKind.ICS_SEND, 0, id, 2L, 1L, "rpc", "clms", "join", 0L, 0L, 1L, 0L);
				two.add(i * 1000L, EventKind.ICS_RECV, id, id, 1L, 1L, "rpc", "clms", "join", 0L, 0L, 1L, 0L);
				two.add(i * 1000L + 10, EventKind.LOG, id, "info", "joined");
				if (i % 7 == 0)
					one.flush();
				if (i % 11 == 0)
					two.flush();
				if (i % 5 == 0)
					index.update(IndexProgress.NONE);
			}
			one.flush();
			two.flush();
			long place = index.place(100);
			index.update(IndexProgress.NONE);
			assertEquals(place, index.place(index.row(place, index.time(100))));
			assertRows(index);
			for (int row = 0; row < index.rows(); row++)
				if (index.kind(row) != EventKind.ICS_SEND)
					assertEquals(index.value(Column.CAUSE, row), index.value(Column.MESSAGE, (int) index.value(Column.PARENT, row)));
				else
					assertArrayEquals(new int[] { row + 1 }, index.children(row));
		}
	}

	@Test
	void whatIsCutOffIsAProblemOfAFinishedTraceOnly() throws IOException {
		Traces.write(folder, 100, 50);
		Path stream = folder.resolve("node-1");
		try (RandomAccessFile bytes = new RandomAccessFile(stream.toFile(), "rw")) {
			bytes.setLength(bytes.length() - 7);
		}
		try (TraceIndex index = indexed()) {
			assertRows(index);
			assertEquals(1, index.problems().size());
			assertEquals("node-1", index.problems().getFirst().file());
		}
		try (TraceIndex index = TraceIndex.follow(folder)) {
			index.update(IndexProgress.NONE);
			assertEquals(List.of(), index.problems());
		}
	}

	private TraceIndex indexed() throws IOException {
		TraceIndex index = TraceIndex.open(folder);
		index.update(IndexProgress.NONE);
		return index;
	}

	private void assertRows(TraceIndex index) throws IOException {
		List<TraceEvent> events = Traces.read(folder);
		assertEquals(events.size(), index.rows());
		for (int row = 0; row < events.size(); row++)
			assertEquals(events.get(row), index.event(row), "row " + row);
	}
}
