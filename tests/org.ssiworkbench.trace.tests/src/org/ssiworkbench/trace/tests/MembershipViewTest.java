package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceWriter;
import org.ssiworkbench.trace.state.ClusterState;
import org.ssiworkbench.trace.state.StateHistory;
import org.ssiworkbench.trace.view.Cancel;
import org.ssiworkbench.trace.view.Hit;
import org.ssiworkbench.trace.view.MatrixFrame;
import org.ssiworkbench.trace.view.MembershipFrame;
import org.ssiworkbench.trace.view.MembershipFrame.Row;
import org.ssiworkbench.trace.view.Segment;
import org.ssiworkbench.trace.view.Viewport;

class MembershipViewTest {
	private static final Viewport SECOND = Viewport.of(0, 1000 * SampleRun.MILLI, 1000, 400);

	@TempDir
	private Path temp;

	@Test
	void barsHaveTheStatesThatMostBelieve() throws IOException {
		SampleRun.write(temp.resolve("run"), 1, 100);
		try (ViewTraces trace = ViewTraces.open(temp.resolve("run"))) {
			MembershipFrame frame = trace.views().membership(SECOND, Set.of(), Cancel.NEVER);
			assertEquals(List.of(1, 2, 3, 4, 5), frame.rows().stream().map(Row::node).toList());
			List<Segment> last = frame.rows().getLast().segments();
			assertEquals(List.of("UP", "DOWN", "UP"), last.stream().map(Segment::state).toList());
			assertEquals(SampleRun.FOUND + 2, last.get(1).begin(), "two of four are as many as the others: what is newer counts");
			assertEquals(SampleRun.BACK + 2, last.get(2).begin());
			assertEquals(List.of("UP"), frame.rows().getFirst().segments().stream().map(Segment::state).toList());
			assertEquals(Set.of(1), Set.copyOf(frame.masters().stream().map(MembershipFrame.Mastership::node).toList()));
		}
	}

	@Test
	void whatEachNodeBelievedEndsWithItsLife() throws IOException {
		SampleRun.write(temp.resolve("run"), 1, 3000);
		try (ViewTraces trace = ViewTraces.open(temp.resolve("run"))) {
			MembershipFrame frame = trace.views().membership(SECOND, Set.of(5), Cancel.NEVER);
			List<Row> beliefs = frame.rows().stream().filter(row -> row.observer() != 0).toList();
			assertEquals(5, beliefs.size());
			List<Segment> own = beliefs.getLast().segments();
			assertEquals(2, own.size(), "one in each life");
			assertTrue(own.getFirst().end() <= SampleRun.FOUND + 4);
			assertEquals(3, beliefs.getFirst().segments().size());
		}
	}

	@Test
	void aSplitIsSeenInTheMatrix() throws IOException {
		Path folder = temp.resolve("split");
		try (TraceWriter writer = TraceWriter.create(folder, Traces.DESCRIPTION)) {
			List<PacketEncoder> nodes = List.of(writer.encoder(1), writer.encoder(2), writer.encoder(3));
			for (PacketEncoder node : nodes)
				node.add(10, EventKind.CLMS_VIEW, 0, 1L, 1L, "1=UP 2=UP 3=UP");
			for (int node = 0; node < 2; node++)
				nodes.get(node).add(100, EventKind.CLMS_TRANSITION, 0, 2L, 3L, "UP", "DOWN", "split");
			for (long gone = 1; gone <= 2; gone++)
				nodes.get(2).add(100, EventKind.CLMS_TRANSITION, 0, 2L, gone, "UP", "DOWN", "split");
			nodes.get(2).add(101, EventKind.CLMS_VIEW, 0, 3L, 3L, "1=DOWN 2=DOWN 3=UP");
			for (PacketEncoder node : nodes) {
				Traces.log(node, 200, "still there");
				node.flush();
			}
		}
		try (ViewTraces trace = ViewTraces.open(folder)) {
			MatrixFrame before = trace.views().matrix(SECOND, 50);
			assertFalse(before.isDisputed(0) || before.isDisputed(1) || before.isDisputed(2));
			MatrixFrame frame = trace.views().matrix(SECOND, 150);
			assertEquals(List.of(List.of("UP", "UP", "DOWN"), List.of("UP", "UP", "DOWN"), List.of("DOWN", "DOWN", "UP")), frame.cells());
			assertTrue(frame.isDisputed(0) && frame.isDisputed(1) && frame.isDisputed(2));
			MembershipFrame bars = trace.views().membership(Viewport.of(0, 200, 1000, 300), Set.of(), Cancel.NEVER);
			assertEquals("UP", bars.rows().get(0).segments().getLast().state(), "the larger side is heard");
			assertEquals("DOWN", bars.rows().get(2).segments().getLast().state());
		}
	}

	/** A node that says nothing for a while lives on, until it is switched off, or found down by the others. */
	@Test
	void livesAreAsLongAsInTheState() throws IOException {
		Path folder = temp.resolve("lives");
		try (TraceWriter writer = TraceWriter.create(folder, Traces.DESCRIPTION)) {
			PacketEncoder controller = writer.encoder(0);
			controller.add(200, EventKind.FAULT_INJECTED, 0, "crash", 2L, "");
			List<PacketEncoder> nodes = List.of(writer.encoder(1), writer.encoder(2), writer.encoder(3));
			for (PacketEncoder node : nodes)
				node.add(10, EventKind.CLMS_VIEW, 0, 1L, 1L, "1=UP 2=UP 3=UP");
			nodes.get(2).flush();
			nodes.get(0).add(500, EventKind.CLMS_TRANSITION, 0, 2L, 3L, "UP", "DOWN", "imalive timeout");
			nodes.get(0).add(600, EventKind.CLMS_TRANSITION, 0, 2L, 2L, "UP", "DOWN", "imalive timeout");
			nodes.get(0).add(690, EventKind.CLMS_TRANSITION, 0, 3L, 2L, "DOWN", "COMINGUP", "rejoined");
			nodes.get(0).flush();
			nodes.get(1).flush();
			PacketEncoder again = writer.encoder(2);
			Traces.log(again, 650, "boots");
			again.add(700, EventKind.CLMS_VIEW, 0, 3L, 1L, "1=UP 2=COMINGUP 3=DOWN");
			again.flush();
			controller.add(900, EventKind.FAULT_INJECTED, 0, "add", 3L, "");
			controller.flush();
		}
		try (ViewTraces trace = ViewTraces.open(folder)) {
			StateHistory history = StateHistory.of(trace.index());
			for (long time = 10; time <= 900; time += 10) {
				MatrixFrame frame = trace.views().matrix(SECOND, time);
				for (int node = 1; node <= 3; node++)
					assertEquals(believes(history.at(time).nodes().get(node)), !frame.cells().get(node - 1).get(0).isEmpty(),
							"node " + node + " at " + time);
			}
			assertEquals(List.of(true, true, true), living(history.at(190)));
			assertEquals(List.of(true, false, true), living(history.at(200)));
			assertEquals(List.of(true, false, false), living(history.at(500)));
			assertFalse(believes(history.at(690).nodes().get(2)));
			assertEquals(List.of(true, true, false), living(history.at(900)));
		}
	}

	private static boolean believes(ClusterState.NodeState node) {
		return node.alive() && !node.view().isEmpty();
	}

	private static List<Boolean> living(ClusterState state) {
		return state.nodes().values().stream().map(ClusterState.NodeState::alive).toList();
	}

	@Test
	void statesTooShortToShowAreCounted() throws IOException {
		Path folder = temp.resolve("flutter");
		int changes = 1000;
		try (TraceWriter writer = TraceWriter.create(folder, Traces.DESCRIPTION)) {
			PacketEncoder node = writer.encoder(1);
			for (int i = 0; i < changes; i++)
				node.add(i * 10L, EventKind.CLMS_TRANSITION, 0, (long) i, 2L, i % 2 == 0 ? "UP" : "DOWN", i % 2 == 0 ? "DOWN" : "UP", "");
			node.flush();
		}
		try (ViewTraces trace = ViewTraces.open(folder)) {
			Viewport narrow = Viewport.of(0, 10_000, 224, 200);
			MembershipFrame frame = trace.views().membership(narrow, Set.of(), Cancel.NEVER);
			List<Segment> segments = frame.rows().getLast().segments();
			assertTrue(segments.size() <= 2 * narrow.plotWidth(), segments.size() + " segments");
			assertEquals(changes, segments.stream().mapToInt(Segment::changes).sum());
			Hit hit = frame.hit(narrow, narrow.x(5000), frame.lanes(narrow).middle(frame.rows().size() - 1)).orElseThrow();
			assertTrue(hit.details().getFirst().contains("changes"), hit.toString());
		}
	}
}
