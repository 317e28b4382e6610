package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.ssiworkbench.simulator.SplitMix64;
import org.ssiworkbench.trace.query.Message;
import org.ssiworkbench.trace.view.Frame;
import org.ssiworkbench.trace.view.MatrixFrame;
import org.ssiworkbench.trace.view.MembershipFrame;
import org.ssiworkbench.trace.view.MessageFrame;
import org.ssiworkbench.trace.view.MigrationFrame;
import org.ssiworkbench.trace.view.Segment;
import org.ssiworkbench.trace.view.Viewport;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.membership.MembershipView;
import org.ssiworkbench.views.messages.MessagesView;
import org.ssiworkbench.views.migrations.MigrationsView;
import org.ssiworkbench.views.state.StateView;
import org.ssiworkbench.views.timeline.TimeCanvas;
import org.ssiworkbench.views.timeline.TimeModel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Sets the replay clock to random instants of a trace and compares what the views show with what the command line says. */
final class Agreement {
	private static final Duration LIMIT = Duration.ofSeconds(30);
	/** Half the window around an instant, ns: short enough that nothing shares a pixel. */
	private static final long NEAR = 200;

	private final Path trace;
	private final StateView state;
	private final MembershipView membership;
	private final MessagesView messages;
	private final MigrationsView migrations;

	/** The trace is open in the time views. */
	Agreement(Path trace) throws Exception {
		this.trace = trace;
		messages = Ui.show(Ids.MESSAGES_VIEW, MessagesView.class);
		state = Ui.show(Ids.STATE_VIEW, StateView.class);
		migrations = Ui.show(Ids.MIGRATIONS_VIEW, MigrationsView.class);
		membership = Ui.show(Ids.MEMBERSHIP_VIEW, MembershipView.class);
		Ui.on(() -> {
			membership.showBeliefs(true);
			return null;
		});
	}

	/** Fails at the first instant at which a view says something else. */
	void check(int instants, long seed) throws Exception {
		SplitMix64 random = new SplitMix64(seed);
		for (int i = 0; i < instants; i++) {
			check(Ui.on(() -> begin() + random.below(end() - begin())));
		}
	}

	private static long begin() {
		return TimeModel.get().trace().index().begin();
	}

	private static long end() {
		return TimeModel.get().trace().index().end();
	}

	private void check(long instant) throws Exception {
		JsonObject said = StateText.commandLine(trace, instant);
		String at = "at " + instant + " ns of " + trace;
		Ui.on(() -> {
			TimeModel.get().setWindow(instant - NEAR, instant + NEAR);
			TimeModel.get().setInstant(instant);
			return null;
		});
		Ui.await("the state " + at, LIMIT, () -> state.shownTime() == instant);
		assertEquals(text(StateText.expected(said)), text(Ui.on(() -> StateText.shown(state.tree()))), at);
		matrix(at, said, matrix(instant));
		assertEquals(beliefs(said, living(said)), bars(instant, living(said)), "bars " + at);
		assertEquals(flying(said), flying(instant), "messages in flight " + at);
		places(at, places(said), instant);
	}

	/** In lines, so that a failure shows where they differ. */
	private static String text(SortedMap<String, String> lines) {
		return lines.entrySet().stream().map(line -> line.getKey() + ": " + line.getValue()).collect(Collectors.joining("\n"));
	}

	/** The nodes that have a view of their own; in the pictures one has none any more when the others have found it down. */
	private static Set<Integer> living(JsonObject said) {
		Set<Integer> living = new TreeSet<>();
		JsonObject members = said.getAsJsonObject("members");
		for (Map.Entry<String, JsonElement> node : said.getAsJsonObject("nodes").entrySet())
			if (node.getValue().getAsJsonObject().get("alive").getAsBoolean()
					&& !(members.has(node.getKey()) && members.get(node.getKey()).getAsString().equals("DOWN")))
				living.add(Integer.valueOf(node.getKey()));
		return living;
	}

	/** "observer of node" to what it believes. */
	private static SortedMap<String, String> beliefs(JsonObject said, Set<Integer> observers) {
		SortedMap<String, String> beliefs = new TreeMap<>();
		for (int observer : observers)
			said.getAsJsonObject("nodes").getAsJsonObject(String.valueOf(observer)).getAsJsonObject("view").entrySet()
					.forEach(of -> beliefs.put(observer + " of " + of.getKey(), of.getValue().getAsString()));
		return beliefs;
	}

	private MatrixFrame matrix(long instant) throws Exception {
		Ui.show(Ids.MEMBERSHIP_VIEW, MembershipView.class);
		showMatrix(true);
		return frame("matrix", membership::matrix, frame -> frame.instant() == instant);
	}

	private void showMatrix(boolean on) throws Exception {
		Ui.on(() -> {
			membership.showMatrix(on);
			return null;
		});
	}

	private static void matrix(String at, JsonObject said, MatrixFrame frame) {
		SortedMap<String, String> shown = new TreeMap<>();
		Set<Integer> living = living(said);
		for (int row = 0; row < frame.nodes().size(); row++)
			for (int column = 0; column < frame.nodes().size(); column++)
				if (living.contains(frame.nodes().get(row)) && !frame.cells().get(row).get(column).isEmpty())
					shown.put(frame.nodes().get(row) + " of " + frame.nodes().get(column), frame.cells().get(row).get(column));
		assertEquals(beliefs(said, living), shown, "matrix " + at);
	}

	private SortedMap<String, String> bars(long instant, Set<Integer> living) throws Exception {
		showMatrix(false);
		MembershipFrame frame = frame("bars", membership::bars, found -> isNear(found.viewport(), instant));
		SortedMap<String, String> shown = new TreeMap<>();
		for (MembershipFrame.Row row : frame.rows())
			if (living.contains(row.observer()))
				row.segments().stream().filter(segment -> segment.begin() <= instant && instant < segment.end()).map(Segment::state)
						.filter(name -> !name.isEmpty()).forEach(name -> shown.put(row.observer() + " of " + row.node(), name));
		return shown;
	}

	/** Rows of the sends of what is under way, without imalive, which the diagram does not show. */
	private static Set<Integer> flying(JsonObject said) {
		Set<Integer> rows = new TreeSet<>();
		for (JsonElement message : said.getAsJsonArray("inFlight"))
			if (!message.getAsJsonObject().get("form").getAsString().equals("imalive"))
				rows.add(message.getAsJsonObject().get("row").getAsInt());
		return rows;
	}

	private Set<Integer> flying(long instant) throws Exception {
		MessageFrame frame = frame("arrows", messages::diagram, found -> isNear(found.viewport(), instant));
		return frame.arrows().stream().filter(arrow -> arrow.sent() <= instant && arrow.received() > instant)
				.filter(arrow -> arrow.fate() != Message.State.LOST).map(MessageFrame.Arrow::sendRow)
				.collect(Collectors.toCollection(TreeSet::new));
	}

	/** The view ends processes where their node is found down; of those the state knows nothing else. */
	private static SortedMap<Long, Integer> places(JsonObject said) {
		SortedMap<Long, Integer> places = new TreeMap<>();
		Set<Integer> living = living(said);
		said.getAsJsonObject("processes").entrySet().forEach(process -> {
			int place = process.getValue().getAsJsonObject().get("place").getAsInt();
			if (living.contains(place))
				places.put(Long.valueOf(process.getKey()), place);
		});
		return places;
	}

	/** Each process has a lane; those near the lanes that can be seen say where it is. */
	private void places(String at, SortedMap<Long, Integer> said, long instant) throws Exception {
		Ui.show(Ids.MIGRATIONS_VIEW, MigrationsView.class);
		MigrationFrame frame = frame("lanes", migrations::lanes, found -> isNear(found.viewport(), instant));
		Set<Long> lanes = frame.lanes().stream().map(MigrationFrame.Lane::number).collect(Collectors.toCollection(TreeSet::new));
		assertTrue(lanes.containsAll(said.keySet()), "lanes of processes " + at);
		SortedMap<Long, Integer> places = new TreeMap<>();
		for (MigrationFrame.Lane lane : frame.lanes())
			lane.stays().stream().filter(stay -> stay.begin() <= instant && instant < stay.end())
					.forEach(stay -> places.put(stay.pid(), stay.node()));
		SortedMap<Long, Integer> wanted = new TreeMap<>(said);
		wanted.keySet().retainAll(places.keySet());
		assertEquals(said.isEmpty(), wanted.isEmpty(), "processes " + at);
		places.keySet().retainAll(said.keySet());
		assertEquals(wanted, places, "places of processes " + at);
	}

	private static boolean isNear(Viewport viewport, long instant) {
		return viewport.begin() == instant - NEAR && viewport.end() == instant + NEAR;
	}

	/** Waits for the frame of a canvas that is meant. */
	private static <F extends Frame> F frame(String what, Callable<TimeCanvas<F>> canvas, Predicate<F> meant) throws Exception {
		Ui.await("the frame of " + what, LIMIT, () -> canvas.call().frame() != null && meant.test(canvas.call().frame()));
		return Ui.on(() -> canvas.call().frame());
	}
}
