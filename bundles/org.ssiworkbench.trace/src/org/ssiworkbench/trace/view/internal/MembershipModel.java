package org.ssiworkbench.trace.view.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.ssiworkbench.trace.NodeLife;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.view.Cancel;
import org.ssiworkbench.trace.view.MatrixFrame;
import org.ssiworkbench.trace.view.MembershipFrame;
import org.ssiworkbench.trace.view.MembershipFrame.Mastership;
import org.ssiworkbench.trace.view.MembershipFrame.Row;
import org.ssiworkbench.trace.view.Segment;
import org.ssiworkbench.trace.view.Viewport;

/** Computes frames of the membership. */
final class MembershipModel {
	private final TraceIndex index;
	private final Beliefs beliefs;
	private final LifeTable lives;

	MembershipModel(TraceIndex index, Beliefs beliefs, LifeTable lives) {
		this.index = index;
		this.beliefs = beliefs;
		this.lives = lives;
	}

	MembershipFrame frame(Viewport viewport, Set<Integer> expanded, Cancel cancel) {
		List<Row> rows = new ArrayList<>();
		List<Mastership> masters = new ArrayList<>();
		for (int node : beliefs.nodes()) {
			cancel.check();
			rows.add(new Row(node, 0, segments(beliefs.merged(node), viewport)));
			for (Segment master : segments(beliefs.mastership(node), viewport))
				masters.add(new Mastership(node, master.begin(), master.end()));
			if (expanded.contains(node))
				beliefs.nodes().forEach(observer -> rows.add(new Row(node, observer, alive(observer, node, viewport))));
		}
		return new MembershipFrame(viewport, rows, masters);
	}

	MatrixFrame matrix(Viewport viewport, long instant) {
		List<Integer> nodes = List.copyOf(beliefs.nodes());
		List<List<String>> cells = new ArrayList<>();
		List<List<Integer>> rows = new ArrayList<>();
		for (int observer : nodes) {
			boolean alive = lives.of(observer).stream().anyMatch(life -> life.begin() <= instant && instant <= life.end());
			cells.add(nodes.stream().map(node -> alive ? beliefs.of(observer, node).at(instant) : "").toList());
			rows.add(nodes.stream().map(node -> alive ? beliefs.of(observer, node).rowAt(instant) : -1).toList());
		}
		return new MatrixFrame(viewport, instant, nodes, cells, rows);
	}

	private List<Segment> segments(Track track, Viewport viewport) {
		long end = Math.min(viewport.end(), index.end());
		return track.segments(viewport.begin(), end, viewport.nanosPerPixel());
	}

	/** What an observer believed, as long as it lived to believe it. */
	private List<Segment> alive(int observer, int node, Viewport viewport) {
		List<Segment> segments = new ArrayList<>();
		for (NodeLife life : lives.of(observer)) {
			long begin = Math.max(viewport.begin(), life.begin());
			long end = Math.min(viewport.end(), life.end());
			if (begin < end)
				segments.addAll(beliefs.of(observer, node).segments(begin, end, viewport.nanosPerPixel()));
		}
		return segments;
	}
}
