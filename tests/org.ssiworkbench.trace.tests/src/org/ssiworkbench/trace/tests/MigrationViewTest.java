package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.view.Cancel;
import org.ssiworkbench.trace.view.Hit;
import org.ssiworkbench.trace.view.MigrationFrame;
import org.ssiworkbench.trace.view.MigrationFrame.Lane;
import org.ssiworkbench.trace.view.MigrationFrame.Move;
import org.ssiworkbench.trace.view.MigrationFrame.Stay;
import org.ssiworkbench.trace.view.MigrationLayout;
import org.ssiworkbench.trace.view.MigrationOptions;
import org.ssiworkbench.trace.view.OverviewFrame;
import org.ssiworkbench.trace.view.OverviewFrame.Sort;
import org.ssiworkbench.trace.view.Viewport;

class MigrationViewTest {
	private static final Viewport SECOND = Viewport.of(0, 1000 * SampleRun.MILLI, 1000, 400);

	@TempDir
	private Path temp;

	@Test
	void aProcessHopsBetweenNodes() throws IOException {
		SampleRun.write(temp.resolve("run"), 1, 100);
		try (ViewTraces trace = ViewTraces.open(temp.resolve("run"))) {
			MigrationFrame frame = trace.views().migrations(SECOND, MigrationOptions.BY_PROCESS, Cancel.NEVER);
			Lane lane = frame.lanes().getFirst();
			assertEquals(SampleRun.PID + " make", lane.name());
			assertEquals(List.of(2, 3), lane.stays().stream().map(Stay::node).toList());
			assertEquals(115 * SampleRun.MILLI, lane.stays().get(1).begin());
			assertEquals(300 * SampleRun.MILLI, lane.stays().get(1).end());
			Move move = frame.moves().getFirst();
			assertEquals(5 * SampleRun.MILLI, move.down());
			assertEquals(5120, move.bytes());
			assertEquals("prepare: no room", frame.moves().get(1).failure());
			assertEquals(List.of(13, 13, 12, 12), frame.loads().stream().map(load -> load.samples().size()).toList());
			assertEquals("node 3 has less to do", frame.loads().get(1).decisions().getFirst().why());
		}
	}

	@Test
	void processesEndWithTheirNode() throws IOException {
		SampleRun.write(temp.resolve("run"), 1, 100);
		try (ViewTraces trace = ViewTraces.open(temp.resolve("run"))) {
			MigrationFrame frame = trace.views().migrations(SECOND, MigrationOptions.BY_NODE, Cancel.NEVER);
			Stay stay = frame.lanes().get(4).stays().getFirst();
			assertEquals("sort", stay.command());
			assertTrue(stay.end() >= SampleRun.FOUND && stay.end() < SampleRun.FOUND + 10, stay.toString());
		}
	}

	@Test
	void stayAndMoveAreHit() throws IOException {
		SampleRun.write(temp.resolve("run"), 1, 100);
		try (ViewTraces trace = ViewTraces.open(temp.resolve("run"))) {
			MigrationFrame frame = trace.views().migrations(SECOND, MigrationOptions.BY_PROCESS, Cancel.NEVER);
			double y = MigrationLayout.of(frame, SECOND).lanes().middle(0);
			Hit stay = frame.hit(SECOND, SECOND.x(50 * SampleRun.MILLI), y).orElseThrow();
			assertEquals(Hit.What.PROCESS, stay.what());
			assertEquals(2, stay.node());
			Hit move = frame.hit(SECOND, SECOND.x(112 * SampleRun.MILLI), y).orElseThrow();
			assertEquals(Hit.What.PHASE, move.what());
			assertTrue(move.details().contains("stood still for 0.005 s"), move.toString());
		}
	}

	@Test
	void theOverviewCountsEveryEventAndMarksWhatStandsOut() throws IOException {
		SampleRun.write(temp.resolve("run"), 1, 5000);
		try (ViewTraces trace = ViewTraces.open(temp.resolve("run"))) {
			Viewport whole = Viewport.of(trace.index().begin(), trace.index().end(), 800, 80);
			OverviewFrame frame = trace.views().overview(whole, Cancel.NEVER);
			long sum = 0;
			for (int events : frame.density())
				sum += events;
			assertEquals(trace.index().rows(), sum);
			assertTrue(frame.marks().stream().anyMatch(mark -> mark.sort() == Sort.MIGRATION));
			assertTrue(frame.marks().stream().anyMatch(mark -> mark.text().equals("node 5 is DOWN")));
		}
	}
}
