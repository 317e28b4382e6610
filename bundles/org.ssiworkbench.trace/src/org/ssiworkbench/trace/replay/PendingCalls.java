package org.ssiworkbench.trace.replay;

import java.util.HashMap;
import java.util.Map;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Ids;
import org.ssiworkbench.trace.index.Column;
import org.ssiworkbench.trace.index.TraceIndex;

/** The RPCs that had not ended at their callers when so many rows of a trace had happened. Goes back and forth. Not thread-safe. */
public final class PendingCalls {
	private final TraceIndex index;
	private final int rpc;
	/** Callee by RPC. */
	private final Map<Long, Integer> pending = new HashMap<>();
	private int position;

	/** At the trace's begin. */
	public PendingCalls(TraceIndex index) {
		this.index = index;
		rpc = index.code("rpc");
	}

	/** Goes to where so many rows have happened. */
	public void moveTo(int rows) {
		while (position < rows)
			pass(position++, true);
		while (position > rows)
			pass(--position, false);
	}

	private void pass(int row, boolean forth) {
		EventKind kind = index.kind(row);
		int peer = (int) index.value(Column.PEER, row);
		boolean sent = kind == EventKind.ICS_SEND && index.value(Column.FORM, row) == rpc;
		boolean done = kind == EventKind.ICS_RPC_DONE && peer != index.node(row); // a call to oneself is never sent
		if (!sent && !done)
			return;
		long call = index.value(Column.MESSAGE, row);
		if (sent == forth)
			pending.put(call, peer);
		else
			pending.remove(call);
	}

	/** The calls of a node to each other one. */
	public Map<Integer, Long> of(int node) {
		Map<Integer, Long> counts = new HashMap<>();
		pending.forEach((call, peer) -> {
			if (Ids.node(call) == node)
				counts.merge(peer, 1L, Long::sum);
		});
		return counts;
	}
}
