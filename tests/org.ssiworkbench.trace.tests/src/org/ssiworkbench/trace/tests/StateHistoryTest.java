package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Ids;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceWriter;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.state.ClusterState;
import org.ssiworkbench.trace.state.StateChange;
import org.ssiworkbench.trace.state.StateDifference;
import org.ssiworkbench.trace.state.StateHistory;

/** The state at an instant is what going through all events up to it gives. */
class StateHistoryTest {
	private static final int EVENTS = 200_000;

	@TempDir
	private Path folder;

	@Test
	void anyInstantIsWhatAllEventsBeforeItGive() throws IOException {
		RandomTrace.write(folder, 21, EVENTS);
		List<TraceEvent> events = Traces.read(folder);
		try (TraceIndex index = TraceIndex.open(folder)) {
			index.update(IndexProgress.NONE);
			StateHistory history = StateHistory.of(index);
			Random random = new Random(22);
			for (int i = 0; i < 12; i++) {
				long time = i == 0 ? index.end() : random.nextLong(index.end());
				assertState(events.stream().filter(event -> event.time() <= time).toList(), events, history.at(time));
			}
		}
	}

	private static void assertState(List<TraceEvent> past, List<TraceEvent> all, ClusterState state) {
		assertEquals(sent(past), state.channels().stream().mapToLong(ClusterState.ChannelState::sent).sum());
		assertEquals(places(past), new TreeMap<>(Map.copyOf(placesOf(state))));
		TreeSet<Long> received = messages(all, EventKind.ICS_RECV);
		TreeSet<Long> flying = messages(past, EventKind.ICS_SEND);
		flying.retainAll(received); // what becomes of the others is QueryTest's affair
		flying.removeAll(messages(past, EventKind.ICS_RECV));
		assertEquals(flying, new TreeSet<>(state.inFlight().stream().map(ClusterState.FlyingMessage::id)
				.filter(id -> isProper(id) && received.contains(id)).toList()));
		state.nodes().forEach((node, known) -> assertEquals(load(past, node), known.load(), "load of node " + node));
	}

	private static long sent(List<TraceEvent> past) {
		return past.stream().filter(event -> event.kind() == EventKind.ICS_SEND).count();
	}

	private static long load(List<TraceEvent> past, int node) {
		return past.stream().filter(event -> event.kind() == EventKind.LOAD_SAMPLE && event.node() == node)
				.mapToLong(event -> event.integer("load")).reduce(-1, (before, last) -> last);
	}

	private static Map<Long, Integer> placesOf(ClusterState state) {
		Map<Long, Integer> places = new HashMap<>();
		state.processes().forEach((pid, process) -> places.put(pid, process.place()));
		return places;
	}

	private static TreeMap<Long, Integer> places(List<TraceEvent> past) {
		TreeMap<Long, Integer> places = new TreeMap<>();
		for (TraceEvent event : past)
			switch (event.kind()) {
			case PROC_START, MIGRATE_RESUME -> places.put(event.integer("pid"), event.node());
			case PROC_EXIT -> places.remove(event.integer("pid"));
			case PROC_PLACE -> place(places, event, "place");
			case MIGRATE_BEGIN, MIGRATE_FREEZE -> places.putIfAbsent(event.integer("pid"), event.node());
			case MIGRATE_DONE -> places.put(event.integer("pid"), (int) event.integer("to"));
			case MIGRATE_FAIL -> places.put(event.integer("pid"), (int) event.integer("from"));
			default -> {
				continue; // says nothing of processes
			}
			}
		return places;
	}

	private static void place(TreeMap<Long, Integer> places, TraceEvent event, String field) {
		if (event.integer(field) == 0)
			places.remove(event.integer("pid"));
		else
			places.put(event.integer("pid"), (int) event.integer(field));
	}

	/** Messages of random ids may have the same one several times. */
	private static boolean isProper(long id) {
		return Ids.node(id) > 0 && Ids.node(id) <= 4;
	}

	private static TreeSet<Long> messages(List<TraceEvent> events, EventKind kind) {
		return new TreeSet<>(events.stream().filter(event -> event.kind() == kind).map(event -> event.integer("msg"))
				.filter(StateHistoryTest::isProper).toList());
	}

	@Test
	void membershipIsThatOfTheMasterAndOfEachNode() throws IOException {
		try (TraceWriter writer = TraceWriter.create(folder, Traces.DESCRIPTION)) {
			PacketEncoder one = writer.encoder(1);
			PacketEncoder two = writer.encoder(2);
			one.add(100, EventKind.CLMS_VIEW, 0, 1, 1, "1=UP 2=COMINGUP");
			two.add(150, EventKind.CLMS_VIEW, 0, 1, 1, "1=UP 2=COMINGUP");
			one.add(200, EventKind.CLMS_TRANSITION, 0, 2, 2, "COMINGUP", "UP", "nodeup processing done");
			two.add(300, EventKind.CLMS_TRANSITION, 0, 2, 2, "COMINGUP", "UP", "nodeup processing done");
			one.flush();
			two.flush();
		}
		try (TraceIndex index = TraceIndex.open(folder)) {
			index.update(IndexProgress.NONE);
			StateHistory history = StateHistory.of(index);
			ClusterState between = history.at(250);
			assertEquals(1, between.master());
			assertEquals(Map.of(1, "UP", 2, "UP"), between.members());
			assertEquals(Map.of(1, "UP", 2, "COMINGUP"), between.nodes().get(2).view());
			assertChange(StateDifference.between(between, history.at(300)));
			assertFalse(StateDifference.between(between, between).changed());
		}
	}

	private static void assertChange(StateChange cluster) {
		assertTrue(cluster.changed());
		StateChange nodes = cluster.children().stream().filter(part -> part.name().equals("nodes")).findFirst().orElseThrow();
		assertEquals(List.of(false, true), nodes.children().stream().map(StateChange::changed).toList());
		StateChange two = nodes.children().get(1);
		assertEquals("COMINGUP", two.before());
		assertEquals("UP", two.after());
		assertFalse(cluster.children().stream().filter(part -> part.name().equals("members")).anyMatch(StateChange::changed));
	}
}
