package org.ssiworkbench.trace.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.ssiworkbench.trace.view.MigrationFrame.Decision;
import org.ssiworkbench.trace.view.MigrationFrame.Load;
import org.ssiworkbench.trace.view.MigrationFrame.Move;
import org.ssiworkbench.trace.view.MigrationFrame.Sample;
import org.ssiworkbench.trace.view.MigrationFrame.Stay;

/** Finds what of the migrations is at a point. */
final class MigrationHits {
	private static final double NEAR = 4;

	private final MigrationFrame frame;
	private final Viewport shown;
	private final MigrationLayout layout;

	MigrationHits(MigrationFrame frame, Viewport shown) {
		this.frame = frame;
		this.shown = shown;
		layout = MigrationLayout.of(frame, shown);
	}

	Optional<Hit> at(double x, double y) {
		if (y >= layout.loadTop())
			return load(x, y);
		int lane = layout.lanes().at(y);
		if (lane < 0)
			return Optional.empty();
		if (x < Viewport.GUTTER)
			return Optional.of(lane(lane));
		Optional<Hit> move = frame.moves().stream().filter(each -> isAt(each, lane, x)).findFirst().map(MigrationHits::move);
		return move.isPresent() ? move : stay(lane, x, y);
	}

	private Hit lane(int lane) {
		long number = frame.lanes().get(lane).number();
		return new Hit(Hit.What.LANE, -1, -1, frame.byNode() ? (int) number : 0, frame.byNode() ? 0 : number, shown.begin(),
				shown.end(), frame.laneName(lane), List.of());
	}

	private boolean isAt(Move move, int lane, double x) {
		long number = frame.lanes().get(lane).number();
		boolean here = frame.byNode() ? move.from() == number : move.pid() == number;
		return here && x >= shown.x(move.begin()) - NEAR && x <= shown.x(move.last()) + NEAR;
	}

	private Optional<Hit> stay(int lane, double x, double y) {
		for (Stay stay : frame.lanes().get(lane).stays()) {
			double top = layout.trackY(lane, stay.track());
			boolean inTrack = y >= top && y < top + layout.trackHeight(lane) + 1;
			if (inTrack && x >= shown.x(stay.begin()) && x < Math.max(shown.x(stay.begin()) + 1, shown.x(stay.end())))
				return Optional.of(stay(stay));
		}
		return Optional.empty();
	}

	private static Hit stay(Stay stay) {
		String title = stay.count() > 1 ? stay.count() + " stays, too short to show each"
				: "process " + stay.pid() + ' ' + stay.command() + " at node " + stay.node();
		return new Hit(Hit.What.PROCESS, stay.row(), -1, stay.node(), stay.pid(), stay.begin(), stay.end(), title,
				List.of("for " + TimeFormat.duration(stay.end() - stay.begin())));
	}

	private static Hit move(Move move) {
		List<String> details = new ArrayList<>();
		details.add("because of " + move.reason());
		if (move.bytes() > 0)
			details.add(move.bytes() + " bytes");
		if (move.down() >= 0)
			details.add("stood still for " + TimeFormat.duration(move.down()));
		if (!move.failure().isEmpty())
			details.add("failed: " + move.failure());
		return new Hit(Hit.What.PHASE, move.row(), -1, move.from(), move.pid(), move.begin(), move.last(),
				"process " + move.pid() + " from node " + move.from() + " to node " + move.to(), details);
	}

	private Optional<Hit> load(double x, double y) {
		int index = (int) Math.floor((y - layout.loadTop()) / layout.loadHeight());
		if (index < 0 || index >= frame.loads().size() || x < Viewport.GUTTER)
			return Optional.empty();
		Load load = frame.loads().get(index);
		Optional<Decision> decision = load.decisions().stream().filter(each -> Math.abs(shown.x(each.time()) - x) < NEAR).findFirst();
		if (decision.isPresent())
			return decision.map(each -> decision(load, each));
		long time = shown.time(x);
		return load.samples().stream().filter(each -> each.time() <= time).reduce((first, second) -> second)
				.map(sample -> sample(load, sample));
	}

	private static Hit sample(Load load, Sample sample) {
		String text = sample.low() == sample.high() ? processes(sample.high())
				: processes(sample.low()) + " to " + processes(sample.high());
		return new Hit(Hit.What.LOAD, -1, -1, load.node(), 0, sample.time(), sample.time(), "load of node " + load.node() + ": " + text,
				List.of());
	}

	private static Hit decision(Load load, Decision decision) {
		String title = decision.move() ? "node " + load.node() + " moves process " + decision.pid() + " to node " + decision.target()
				: "node " + load.node() + " moves nothing";
		return new Hit(Hit.What.LOAD, decision.row(), -1, load.node(), decision.pid(), decision.time(), decision.time(), title,
				List.of(decision.why()));
	}

	private static String processes(int hundredths) {
		return String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
	}
}
