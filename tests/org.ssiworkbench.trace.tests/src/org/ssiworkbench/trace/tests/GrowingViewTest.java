package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.picture.Look;
import org.ssiworkbench.trace.picture.Marks;
import org.ssiworkbench.trace.picture.Painting;
import org.ssiworkbench.trace.picture.SvgSurface;
import org.ssiworkbench.trace.view.Cancel;
import org.ssiworkbench.trace.view.Frame;
import org.ssiworkbench.trace.view.MessageOptions;
import org.ssiworkbench.trace.view.MigrationOptions;
import org.ssiworkbench.trace.view.TimeFormat;
import org.ssiworkbench.trace.view.TraceViews;
import org.ssiworkbench.trace.view.Viewport;

/** Frames of a trace that grew, its nodes' packets coming in any order, are those of the finished trace. */
class GrowingViewTest {
	@TempDir
	private Path temp;

	@Test
	void framesAreTheSameHoweverTheTraceCameIn() throws IOException {
		for (int messages : new int[] { 500, 20_000 }) {
			Path whole = temp.resolve("whole" + messages);
			SampleRun.write(whole, messages, messages);
			Path growing = SampleRun.begin(whole, temp.resolve("growing" + messages));
			List<String> expected;
			try (ViewTraces trace = ViewTraces.open(whole)) {
				expected = pictures(trace.views());
			}
			try (TraceIndex index = TraceIndex.follow(growing)) {
				TraceViews views = new TraceViews(index);
				SampleRun.grow(whole, growing, () -> {
					index.update(IndexProgress.NONE);
					views.update(Cancel.NEVER);
				});
				assertSame(expected, pictures(views));
			}
		}
	}

	/** Line by line, because the documents are long. */
	private static void assertSame(List<String> expected, List<String> actual) {
		for (int picture = 0; picture < expected.size(); picture++) {
			List<String> lines = expected.get(picture).lines().toList();
			List<String> found = actual.get(picture).lines().toList();
			for (int line = 0; line < Math.min(lines.size(), found.size()); line++)
				assertEquals(lines.get(line), found.get(line), "picture " + picture + ", line " + line);
			assertEquals(lines.size(), found.size());
		}
	}

	private static List<String> pictures(TraceViews views) {
		Viewport viewport = Viewport.of(0, 1000 * SampleRun.MILLI, 900, 300);
		List<Frame> frames = List.of(views.messages(viewport, MessageOptions.ALL, Cancel.NEVER),
				views.messages(viewport.at(100 * SampleRun.MILLI, 104 * SampleRun.MILLI), MessageOptions.ALL, Cancel.NEVER),
				views.membership(viewport, Set.of(5), Cancel.NEVER), views.matrix(viewport, 500 * SampleRun.MILLI),
				views.migrations(viewport, MigrationOptions.BY_PROCESS, Cancel.NEVER),
				views.migrations(viewport, MigrationOptions.BY_NODE, Cancel.NEVER), views.overview(viewport, Cancel.NEVER));
		return frames.stream().map(GrowingViewTest::svg).toList();
	}

	private static String svg(Frame frame) {
		SvgSurface surface = new SvgSurface(frame.viewport().width(), frame.viewport().height());
		new Painting(surface, frame.viewport(), Look.light(), TimeFormat.absolute(0, ZoneOffset.UTC), Marks.NOTHING).paint(frame);
		return surface.document();
	}
}
