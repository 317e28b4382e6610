package org.ssiworkbench.trace.view.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IntSummaryStatistics;
import java.util.List;

import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.view.Cancel;
import org.ssiworkbench.trace.view.MigrationFrame;
import org.ssiworkbench.trace.view.MigrationFrame.Decision;
import org.ssiworkbench.trace.view.MigrationFrame.Lane;
import org.ssiworkbench.trace.view.MigrationFrame.Load;
import org.ssiworkbench.trace.view.MigrationFrame.Move;
import org.ssiworkbench.trace.view.MigrationFrame.Stay;
import org.ssiworkbench.trace.view.MigrationLayout;
import org.ssiworkbench.trace.view.MigrationOptions;
import org.ssiworkbench.trace.view.Viewport;

/** Computes frames of processes, migrations and loads. */
final class MigrationModel {
	private static final int MOST_TRACKS = 12;
	private static final int MOST_MARKS = 4000;
	/** Lanes beyond the visible ones that have their stays, for scrolling. */
	private static final int NEAR = 50;

	private final TraceIndex index;
	private final ProcessTable processes;
	private final LoadTable loads;

	MigrationModel(TraceIndex index, ProcessTable processes, LoadTable loads) {
		this.index = index;
		this.processes = processes;
		this.loads = loads;
	}

	MigrationFrame frame(Viewport viewport, MigrationOptions options, List<Integer> allNodes, Cancel cancel) {
		List<Integer> nodes = allNodes.stream().filter(node -> options.nodes().isEmpty() || options.nodes().contains(node)).toList();
		List<Move> moves = processes.moves().stream().filter(move -> move.begin() <= viewport.end() && move.last() >= viewport.begin())
				.limit(MOST_MARKS).toList();
		List<Load> loadsShown = options.loads() ? loads(nodes, viewport, cancel) : List.of();
		List<Lane> lanes = options.byNode() ? nodes.stream().map(node -> ofNode(node, viewport)).toList()
				: byProcess(viewport, options, loadsShown);
		return new MigrationFrame(viewport, options.byNode(), lanes, moves, loadsShown, nodes);
	}

	/** Only lanes that can be seen or are near those get their stays, for there may be very many. */
	private List<Lane> byProcess(Viewport viewport, MigrationOptions options, List<Load> loadsShown) {
		List<ProcessTable.Process> shown = processes.processes().stream()
				.filter(process -> process.begin() <= viewport.end() && process.end() >= viewport.begin())
				.filter(process -> process.moved || !options.movedOnly()).toList();
		List<Lane> empty = shown.stream().map(process -> new Lane(process.pid, process.command, 1, List.of())).toList();
		IntSummaryStatistics visible = MigrationLayout
				.of(new MigrationFrame(viewport, false, empty, List.of(), loadsShown, List.of()), viewport).lanes().visible()
				.summaryStatistics();
		List<Lane> lanes = new ArrayList<>(empty);
		for (int lane = Math.max(0, visible.getMin() - NEAR); lane < Math.min(lanes.size(), visible.getMax() + NEAR); lane++) {
			ProcessTable.Process process = shown.get(lane);
			lanes.set(lane, new Lane(process.pid, process.command, 1, stays(process.stays, viewport, 1)));
		}
		return lanes;
	}

	private Lane ofNode(int node, Viewport viewport) {
		List<Stay> stays = stays(processes.at(node), viewport, MOST_TRACKS);
		int tracks = 1 + stays.stream().mapToInt(Stay::track).max().orElse(0);
		return new Lane(node, "", tracks, stays);
	}

	/** Each stay gets the first track that is free; those too short to show, or without a free track, are put together. */
	private List<Stay> stays(Collection<ProcessTable.Stay> stays, Viewport viewport, int tracks) {
		double resolution = viewport.nanosPerPixel();
		List<Stay> shown = new ArrayList<>();
		long[] free = new long[tracks];
		Arrays.fill(free, Long.MIN_VALUE);
		int[] last = new int[tracks];
		for (ProcessTable.Stay stay : stays) {
			if (stay.begin > viewport.end() || stay.end < viewport.begin())
				continue;
			long end = Math.min(stay.end, index.end());
			int track = freeTrack(free, stay.begin);
			if (free[track] > stay.begin || isCrowded(shown, free, last, track, stay, resolution)) {
				shown.set(last[track], together(shown.get(last[track]), end));
			} else {
				last[track] = shown.size();
				shown.add(new Stay(stay.pid, processes.command(stay.pid), stay.node, track, stay.begin, end, 1, stay.row));
			}
			free[track] = Math.max(free[track], end);
		}
		return shown;
	}

	private static boolean isCrowded(List<Stay> shown, long[] free, int[] last, int track, ProcessTable.Stay stay, double resolution) {
		return free[track] != Long.MIN_VALUE && stay.end - shown.get(last[track]).begin() < resolution;
	}

	private static int freeTrack(long[] free, long begin) {
		for (int track = 0; track < free.length; track++)
			if (free[track] <= begin)
				return track;
		return free.length - 1;
	}

	private static Stay together(Stay stay, long end) {
		return new Stay(0, stay.command(), stay.node(), stay.track(), stay.begin(), Math.max(stay.end(), end), stay.count() + 1, stay.row());
	}

	private List<Load> loads(List<Integer> nodes, Viewport viewport, Cancel cancel) {
		List<Load> shown = new ArrayList<>();
		for (int node : nodes) {
			cancel.check();
			if (loads.has(node))
				shown.add(new Load(node, loads.samples(node, viewport), decisions(node, viewport)));
		}
		return shown;
	}

	private List<Decision> decisions(int node, Viewport viewport) {
		return processes.decisions(node).stream()
				.filter(decision -> decision.time() >= viewport.begin() && decision.time() <= viewport.end()).limit(MOST_MARKS).toList();
	}
}
