package org.ssiworkbench.trace.view.internal;

import java.util.HashMap;
import java.util.Map;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Message.State;
import org.ssiworkbench.trace.query.Messages;

/**
 * All messages of a trace in the order of their sends. A message without send in the trace has the place of its receive.
 * Three integers a message.
 */
final class MessageTable implements Collector {
	static final int NONE = -1;
	final Flows flows = new Flows();
	private final TraceIndex index;
	private final IntColumn rows = new IntColumn();
	private final IntColumn receives = new IntColumn();
	private final IntColumn flow = new IntColumn();
	/** Receives whose sends have the same time and come later in the order of nodes: by row of the send. */
	private final Map<Integer, Integer> early = new HashMap<>();
	private final LatestReceives latest = new LatestReceives(this);
	private final NodeKinds ends = new NodeKinds(this);
	private final MessageSums atNodes = new MessageSums(ends);
	private final MessageSums ofFlows = new MessageSums(new FlowKinds(this));
	private Messages fates;
	private LatencyMeans latencies;
	private long imaliveForm = Long.MIN_VALUE;

	MessageTable(TraceIndex index) {
		this.index = index;
	}

	/** What the counts at nodes are of. */
	NodeKinds ends() {
		return ends;
	}

	/** Counts of messages at their nodes, see {@link NodeKinds}. */
	MessageSums atNodes() {
		return atNodes;
	}

	/** Counts of messages by flow, see {@link FlowKinds}; null if there are too many flows. */
	MessageSums ofFlows() {
		return flows.count() > FlowKinds.MOST ? null : ofFlows;
	}

	LatestReceives latest() {
		return latest;
	}

	/** See {@link LatencyMeans}. */
	long meanLatency(int ofFlow) {
		return latencies.of(ofFlow);
	}

	int size() {
		return rows.size();
	}

	/** Row of a message's send, or of its receive if the send is not in the trace. */
	int row(int message) {
		return rows.get(message);
	}

	/** Row of its receive, {@link #NONE} if it is not in the trace. */
	int receive(int message) {
		return receives.get(message);
	}

	int flow(int message) {
		return flow.get(message);
	}

	boolean hasSend(int message) {
		return receives.get(message) != rows.get(message);
	}

	/** The first message at or after a row. */
	int firstAt(int row) {
		return rows.firstAtLeast(row, 0, rows.size());
	}

	/** The first message at or after a row, looked for from another message on. */
	int firstAt(int row, int from) {
		return rows.firstAtLeast(row, from, rows.size());
	}

	/** What became of a message without receive, by the row of its send. */
	State fate(int send) {
		return fates.fate(send);
	}

	long latency(int message) {
		return index.time(receive(message)) - index.time(row(message));
	}

	@Override
	public void add(Batch batch) {
		if (imaliveForm < 0)
			imaliveForm = index.code("imalive");
		for (int i = 0; i < batch.count(); i++) {
			EventKind kind = batch.kind(i);
			if (kind == EventKind.ICS_SEND)
				send(batch, i);
			else if (kind == EventKind.ICS_RECV)
				receive(batch, i);
		}
		ends.extend();
		atNodes.extend(size());
		if (ofFlows() != null)
			ofFlows.extend(size());
	}

	/** To be called after the last batch. */
	void finish() {
		fates = new Messages(index);
		latencies = new LatencyMeans(this);
	}

	@Override
	public void truncate(int row) {
		int kept = firstAt(row);
		rows.truncate(kept);
		receives.truncate(kept);
		flow.truncate(kept);
		for (int message : latest.since(row, kept, Integer.MAX_VALUE))
			receives.set(message, NONE);
		early.values().removeIf(receive -> receive >= row);
		atNodes.truncate(kept);
		ofFlows.truncate(kept);
	}

	private void send(Batch batch, int i) {
		Integer receive = early.isEmpty() ? null : early.remove(batch.row(i));
		add(batch.row(i), receive == null ? NONE : receive, batch, i, (int) batch.node[i], (int) batch.peer[i]);
		if (receive != null)
			arrived(size() - 1);
	}

	private void arrived(int message) {
		latest.received(message, receives.get(message));
	}

	private void receive(Batch batch, int i) {
		int send = (int) batch.parent[i];
		if (send > batch.row(i)) {
			early.put(send, batch.row(i));
			return;
		}
		int message = send < 0 ? size() : indexOf(send);
		if (message == size() || rows.get(message) != send)
			add(batch.row(i), batch.row(i), batch, i, (int) batch.peer[i], (int) batch.node[i]);
		else if (receives.get(message) == NONE) {
			receives.set(message, batch.row(i));
			arrived(message);
		}
	}

	/** Receives mostly follow soon after their sends, so the search goes back from the end in growing steps. */
	private int indexOf(int row) {
		int step = 64;
		int low = Math.max(0, size() - step);
		while (low > 0 && rows.get(low) > row) {
			step *= 4;
			low = Math.max(0, size() - step);
		}
		return rows.firstAtLeast(row, low, size());
	}

	private void add(int row, int receive, Batch batch, int i, int from, int to) {
		rows.add(row);
		receives.add(receive);
		flow.add(flows.of(from, to, (int) batch.service[i], batch.form[i] == imaliveForm));
	}
}
