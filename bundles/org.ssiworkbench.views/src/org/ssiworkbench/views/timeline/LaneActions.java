package org.ssiworkbench.views.timeline;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.osgi.util.NLS;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.index.Column;
import org.ssiworkbench.trace.index.TraceIndex;

/** Hides, moves and groups the lanes of nodes, in all views that have them. UI thread only. */
final class LaneActions {
	/** A group is made of what is in so many events of the window at most. */
	private static final int MOST_ROWS = 1_000_000;

	private final TimeModel model;
	private final TimeCanvas<?> canvas;

	LaneActions(TimeModel model, TimeCanvas<?> canvas) {
		this.model = model;
		this.canvas = canvas;
	}

	void fill(IMenuManager menu) {
		if (!canvas.hasNodeLanes() || model.trace() == null)
			return;
		menu.add(new Separator());
		int node = node();
		if (nodes().contains(node)) {
			menu.add(action(NLS.bind(Messages.hideLane, node), () -> hide(node)));
			menu.add(action(NLS.bind(Messages.laneUp, node), () -> move(node, -1)));
			menu.add(action(NLS.bind(Messages.laneDown, node), () -> move(node, 1)));
			menu.add(action(NLS.bind(Messages.lanePeers, node), () -> onlyPeers(node)));
		}
		Action all = action(Messages.allLanes, this::showAll);
		all.setEnabled(model.lanes().isChanged());
		menu.add(all);
	}

	/** The node of the lane that was pointed at last, else that of the selected event; 0 for none. */
	int node() {
		int pointed = canvas.pointedNode();
		if (pointed > 0 || model.trace() == null || model.row() == TimeModel.NO_ROW)
			return pointed;
		return model.trace().index().node(model.row());
	}

	void hide(int node) {
		model.setLanes(model.lanes().hide(node, nodes()));
	}

	void move(int node, int down) {
		model.setLanes(model.lanes().move(node, down, nodes()));
	}

	void showAll() {
		model.setLanes(NodeLanes.ALL);
	}

	/** Only the node and those that it exchanged messages with in the time shown. */
	private void onlyPeers(int node) {
		TraceIndex index = model.trace().index();
		Set<Integer> peers = new TreeSet<>(Set.of(node));
		int begin = index.rowAt(model.begin());
		int end = Math.min(index.rowAt(model.end() + 1), begin + MOST_ROWS);
		for (int row = begin; row < end; row++)
			if (index.node(row) == node && (index.kind(row) == EventKind.ICS_SEND || index.kind(row) == EventKind.ICS_RECV))
				peers.add((int) index.value(Column.PEER, row));
		model.setLanes(model.lanes().only(node, peers, nodes()));
	}

	private Collection<Integer> nodes() {
		return model.trace() == null ? Set.of() : model.trace().views().nodes();
	}

	private static Action action(String name, Runnable run) {
		return new Action(name) {
			@Override
			public void run() {
				run.run();
			}
		};
	}
}
