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
	private final MarkTable marks;

	MembershipModel(TraceIndex index, Beliefs beliefs, MarkTable marks) {
		this.index = index;
		this.beliefs = beliefs;
		this.marks = marks;
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
			boolean alive = lives(observer).stream().anyMatch(life -> life.begin() <= instant && until(life) > instant);
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
		for (NodeLife life : lives(observer)) {
			long begin = Math.max(viewport.begin(), life.begin());
			long end = Math.min(viewport.end(), until(life));
			if (begin < end)
				segments.addAll(beliefs.of(observer, node).segments(begin, end, viewport.nanosPerPixel()));
		}
		return segments;
	}

	private List<NodeLife> lives(int node) {
		return index.lives().stream().filter(life -> life.node() == node).toList();
	}

	/**
	 * The time that is just after a life: a node's last life lasts as long as the trace, unless the others took the node for down.
	 * A node that is crashed lives until then, whenever it had its last event.
	 */
	private long until(NodeLife life) {
		long next = lives(life.node()).stream().filter(other -> other.boot() > life.boot()).mapToLong(NodeLife::begin).min()
				.orElse(Long.MAX_VALUE);
		boolean last = next == Long.MAX_VALUE;
		return last && !beliefs.merged(life.node()).last().equals("DOWN") ? index.end() + 1 : marks.crash(life.node(), life.end() + 1, next);
	}
}
