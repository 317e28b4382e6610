package org.ssiworkbench.trace.view.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.NodeLife;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.internal.NodeLives;

/**
 * When nodes lived to believe something: from the first that a life recorded of the membership on, and as long as
 * {@link org.ssiworkbench.trace.state.ClusterState.NodeState#alive} says.
 */
final class LifeTable implements Collector {
	private static final String CRASH = "crash";
	private static final String DOWN = "DOWN";

	private record Crash(int node, long time, int row) {
	}

	/** The first that a life recorded of the membership. */
	private record First(int node, int boot, long time, int row) {
	}

	private final TraceIndex index;
	private final Beliefs beliefs;
	private final List<Crash> crashes = new ArrayList<>();
	private final List<First> firsts = new ArrayList<>();
	/** The last boot of each node in {@link #firsts}. */
	private final Map<Integer, Integer> boots = new HashMap<>();

	LifeTable(TraceIndex index, Beliefs beliefs) {
		this.index = index;
		this.beliefs = beliefs;
	}

	@Override
	public void add(Batch batch) {
		NodeLives lives = new NodeLives(index.lives());
		for (int i = 0; i < batch.count(); i++) {
			EventKind kind = batch.kind(i);
			if (kind == EventKind.FAULT_INJECTED && batch.text(i, "fault").equals(CRASH))
				crashes.add(new Crash((int) batch.integer(i, "subject"), batch.time(i), batch.row(i)));
			else if (kind == EventKind.CLMS_TRANSITION || kind == EventKind.CLMS_VIEW)
				member(batch, i, lives.at(batch.node(i), batch.time(i)));
		}
	}

	private void member(Batch batch, int i, NodeLife life) {
		if (life != null && life.boot() > boots.getOrDefault(life.node(), 0)) {
			firsts.add(new First(life.node(), life.boot(), batch.time(i), batch.row(i)));
			boots.put(life.node(), life.boot());
		}
	}

	@Override
	public void truncate(int row) {
		crashes.removeIf(crash -> crash.row() >= row);
		firsts.removeIf(first -> first.row() >= row);
		boots.clear();
		firsts.forEach(first -> boots.put(first.node(), first.boot()));
	}

	/** The lives of a node, oldest first, each up to the last instant at which the node was alive. */
	List<NodeLife> of(int node) {
		List<NodeLife> recorded = index.lives().stream().filter(life -> life.node() == node).toList();
		List<NodeLife> lives = new ArrayList<>();
		for (First first : firsts)
			if (first.node() == node)
				recorded.stream().filter(life -> life.boot() == first.boot())
						.forEach(life -> lives.add(new NodeLife(node, life.boot(), first.time(), over(life, recorded) - 1)));
		return lives;
	}

	private long over(NodeLife life, List<NodeLife> all) {
		long next = all.stream().filter(other -> other.boot() > life.boot()).mapToLong(NodeLife::begin).findFirst()
				.orElse(index.end() + 1);
		return Math.min(next, Math.min(crash(life), found(life)));
	}

	/** A node that is switched off may have been silent for a while, and what it wrote last may be lost. */
	private long crash(NodeLife life) {
		return crashes.stream().filter(crash -> crash.node() == life.node() && crash.time() >= life.begin()).mapToLong(Crash::time)
				.findFirst().orElse(Long.MAX_VALUE);
	}

	/** When the others took a node for down that recorded nothing any more. */
	private long found(NodeLife life) {
		return beliefs.merged(life.node()).firstTime(DOWN, life.end() + 1);
	}
}
