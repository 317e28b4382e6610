package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.index.Column;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Message.State;
import org.ssiworkbench.trace.view.Cancel;
import org.ssiworkbench.trace.view.Hit;
import org.ssiworkbench.trace.view.MessageFrame;
import org.ssiworkbench.trace.view.MessageFrame.Activity;
import org.ssiworkbench.trace.view.MessageFrame.Arrow;
import org.ssiworkbench.trace.view.MessageFrame.Bundle;
import org.ssiworkbench.trace.view.MessageFrame.Sort;
import org.ssiworkbench.trace.view.MessageOptions;
import org.ssiworkbench.trace.view.Viewport;

/** Frames of the space-time diagram have exactly the messages of the trace, one by one or counted. */
class MessageViewTest {
	private static final int WIDTH = 1000;

	@TempDir
	private Path temp;

	@Test
	void arrowsAreTheMessagesThatAreUnderWayInTheWindow() throws IOException {
		SampleRun.write(temp.resolve("run"), 1, 3000);
		try (ViewTraces trace = ViewTraces.open(temp.resolve("run"))) {
			SplittableRandom random = new SplittableRandom(5);
			for (int i = 0; i < 60; i++) {
				long begin = random.nextLong(900 * SampleRun.MILLI);
				Viewport viewport = Viewport.of(begin, begin + 1 + random.nextLong(40 * SampleRun.MILLI), WIDTH, 400);
				MessageFrame frame = trace.views().messages(viewport, MessageOptions.ALL, Cancel.NEVER);
				assertTrue(frame.bundles().isEmpty());
				assertEquals(expected(trace.index(), viewport), sends(frame), viewport.toString());
			}
		}
	}

	/** Sends in the window, and those before it that were received in or after it. */
	private static Set<Integer> expected(TraceIndex index, Viewport viewport) {
		Set<Integer> rows = new HashSet<>();
		for (int row = 0; row < index.rows(); row++)
			if (index.kind(row) == EventKind.ICS_SEND && index.time(row) >= viewport.begin() && index.time(row) <= viewport.end())
				rows.add(row);
			else if (index.kind(row) == EventKind.ICS_RECV && index.time(row) >= viewport.begin()) {
				int send = (int) index.value(Column.PARENT, row);
				if (index.time(send) < viewport.begin())
					rows.add(send);
			}
		return rows;
	}

	private static Set<Integer> sends(MessageFrame frame) {
		return new HashSet<>(frame.arrows().stream().map(Arrow::sendRow).toList());
	}

	@Test
	void countsOfManyMessagesAreExactInEveryColumn() throws IOException {
		SampleRun.write(temp.resolve("run"), 2, 90_000);
		try (ViewTraces trace = ViewTraces.open(temp.resolve("run"))) {
			TraceIndex index = trace.index();
			for (long begin : new long[] { 0, 123_456_789, 300_000_000 }) {
				Viewport viewport = Viewport.of(begin, begin + 400 * SampleRun.MILLI, WIDTH, 400);
				MessageFrame frame = trace.views().messages(viewport, MessageOptions.ALL, Cancel.NEVER);
				assertTrue(frame.arrows().isEmpty());
				for (Sort sort : Sort.values())
					assertEquals(Arrays.toString(count(index, frame, sort)), Arrays.toString(counts(frame, sort)), sort.name());
				assertEquals(sum(counts(frame, Sort.SENT)), frame.messages());
				assertEquals(frame.messages(), frame.bundles().stream().mapToLong(Bundle::count).sum());
				assertEquals(sum(counts(frame, Sort.LOST)), frame.bundles().stream().mapToLong(Bundle::lost).sum());
			}
		}
	}

	/** Counted one by one: messages sent in each column that were sent, received or lost at any node. */
	private static int[] count(TraceIndex index, MessageFrame frame, Sort sort) {
		int[] counts = new int[frame.activity().getFirst().counts().length];
		for (int row = 0; row < index.rows(); row++) {
			int column = column(frame, index.time(row));
			if (index.kind(row) != EventKind.ICS_SEND || column < 0 || column >= counts.length)
				continue;
			boolean received = index.children(row).length > 0;
			if (sort == Sort.SENT || received == (sort == Sort.RECEIVED))
				counts[column]++;
		}
		return counts;
	}

	private static int column(MessageFrame frame, long time) {
		if (time > frame.viewport().end())
			return -1;
		int column = 0;
		while (column + 1 < frame.activity().getFirst().counts().length && frame.columnTime(column + 1) <= time)
			column++;
		return time < frame.columnTime(0) ? -1 : column;
	}

	private static int[] counts(MessageFrame frame, Sort sort) {
		int[] counts = new int[frame.activity().getFirst().counts().length];
		for (Activity each : frame.activity())
			if (each.sort() == sort)
				Arrays.setAll(counts, column -> counts[column] + each.counts()[column]);
		return counts;
	}

	private static long sum(int[] counts) {
		return Arrays.stream(counts).asLongStream().sum();
	}

	@Test
	void lanesAndServicesThatAreNotWantedAreLeftOut() throws IOException {
		SampleRun.write(temp.resolve("run"), 3, 2000);
		try (ViewTraces trace = ViewTraces.open(temp.resolve("run"))) {
			MessageOptions options = new MessageOptions(List.of(3, 1), Set.of("file"), false);
			MessageFrame frame = trace.views().messages(Viewport.of(0, 1000 * SampleRun.MILLI, WIDTH, 400), options, Cancel.NEVER);
			assertEquals(List.of(3, 1), frame.nodes());
			assertFalse(frame.arrows().isEmpty());
			for (Arrow arrow : frame.arrows()) {
				assertTrue(options.nodes().contains(arrow.from()) && options.nodes().contains(arrow.to()));
				assertEquals("file", frame.services().get(arrow.service()));
				assertEquals("rpc", arrow.form());
			}
		}
	}

	@Test
	void theArrowUnderThePointerIsHit() throws IOException {
		SampleRun.write(temp.resolve("run"), 4, 200);
		try (ViewTraces trace = ViewTraces.open(temp.resolve("run"))) {
			Viewport viewport = Viewport.of(0, 1000 * SampleRun.MILLI, WIDTH, 400);
			MessageFrame frame = trace.views().messages(viewport, MessageOptions.ALL, Cancel.NEVER);
			Arrow arrow = frame.arrows().stream().filter(each -> each.fate() == State.DELIVERED).findFirst().orElseThrow();
			double x = (viewport.x(arrow.sent()) + viewport.x(arrow.received())) / 2;
			double y = (middle(frame, viewport, arrow.from()) + middle(frame, viewport, arrow.to())) / 2;
			Hit hit = frame.hit(viewport, x, y).orElseThrow();
			assertEquals(Hit.What.MESSAGE, hit.what());
			assertEquals(arrow.sendRow(), hit.row());
			assertEquals(arrow.receiveRow(), hit.otherRow());
			assertEquals("node 1", frame.hit(viewport, 10, middle(frame, viewport, 1)).orElseThrow().title());
		}
	}

	private static double middle(MessageFrame frame, Viewport viewport, int node) {
		return frame.lanes(viewport).middle(frame.nodes().indexOf(node));
	}
}
