package org.ssiworkbench.trace.state;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.TraceIndex;

/**
 * What is known of one node: mostly the rows that tell it, which are read when somebody asks. Not thread-safe; copies are
 * independent.
 */
final class NodeMemory {
	private static final int MANY = 64;

	/** What the node believed before {@link #rows}; not changed, because copies share it. */
	private SortedMap<Integer, String> base = new TreeMap<>();
	/** Views and transitions since, oldest first; a view makes what was before void. */
	private int[] rows = {};
	int boot;
	boolean crashed;
	long load = -1;

	NodeMemory copy() {
		NodeMemory copy = new NodeMemory();
		copy.base = base;
		copy.rows = rows;
		copy.boot = boot;
		copy.crashed = crashed;
		copy.load = load;
		return copy;
	}

	/** A new life: nothing is known to it. */
	void boots(int number) {
		boot = number;
		crashed = false;
		load = -1;
		base = new TreeMap<>();
		rows = new int[0];
	}

	void view(int row) {
		rows = new int[] { row };
	}

	void transition(TraceIndex index, int row) {
		if (rows.length == MANY)
			settle(index);
		rows = Arrays.copyOf(rows, rows.length + 1);
		rows[rows.length - 1] = row;
	}

	/**
	 * The state that the index's rows give.
	 *
	 * @param views where views that were read are kept by their text, because most nodes have the same one
	 */
	ClusterState.NodeState state(TraceIndex index, Map<String, SortedMap<Integer, String>> views, int node, boolean alive) {
		SortedMap<Integer, String> view = base;
		long transid = 0;
		int master = 0;
		for (int row : rows) {
			TraceEvent event = index.event(row);
			transid = event.integer("transid");
			if (event.kind() == EventKind.CLMS_VIEW)
				master = (int) event.integer("master");
			view = after(event, view, views);
		}
		return new ClusterState.NodeState(boot, alive && !crashed, view.getOrDefault(node, ""), transid, master,
				Collections.unmodifiableSortedMap(view), load);
	}

	private void settle(TraceIndex index) {
		for (int row : Arrays.copyOf(rows, rows.length - 1))
			base = after(index.event(row), base, new HashMap<>());
		rows = new int[] { rows[rows.length - 1] };
	}

	private static SortedMap<Integer, String> after(TraceEvent event, SortedMap<Integer, String> before,
			Map<String, SortedMap<Integer, String>> views) {
		if (event.kind() == EventKind.CLMS_VIEW)
			return views.computeIfAbsent(event.text("members"), NodeMemory::members);
		SortedMap<Integer, String> view = new TreeMap<>(before);
		view.put((int) event.integer("subject"), event.text("to"));
		return view;
	}

	private static SortedMap<Integer, String> members(String text) {
		SortedMap<Integer, String> view = new TreeMap<>();
		for (String member : text.split(" ")) {
			int sign = member.indexOf('=');
			if (sign > 0 && sign <= 5 && member.chars().limit(sign).allMatch(c -> c >= '0' && c <= '9'))
				view.put(Integer.parseInt(member.substring(0, sign)), member.substring(sign + 1));
		}
		return view;
	}
}
