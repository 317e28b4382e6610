package org.ssiworkbench.node.keepalive;

import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.node.clms.Clms;
import org.ssiworkbench.node.ics.Ics;
import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.node.ics.IcsReply;
import org.ssiworkbench.node.ics.IcsStatus;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.NodeContext;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;
import org.ssiworkbench.node.vproc.ProcessHost;

/** The daemon's calls to the other nodes: copies of the table on the init nodes, starts and inventories on all. */
final class Replicas {
	private final NodeContext context;
	private final Ics ics;
	private final Clms clms;

	Replicas(NodeContext context, Ics ics, Clms clms) {
		this.context = context;
		this.ics = ics;
		this.clms = clms;
	}

	/** Gives an entry to all init nodes that are up; {@code kept} runs when they have it. */
	void copy(Entry entry, Runnable kept) {
		WireWriter out = new WireWriter().i32(1);
		entry.write(out);
		toAll(initNodes(), KeepaliveService.COPY, out, (node, in) -> {
		}, kept);
	}

	/** Gives a node a table. */
	void copy(Table table, int node) {
		toAll(List.of(node), KeepaliveService.COPY, table.write(new WireWriter()), (to, in) -> {
		}, () -> {
		});
	}

	/** Gets the other init nodes' copies into a table. */
	void gather(Table table, Runnable done) {
		toAll(initNodes(), KeepaliveService.TABLE, new WireWriter(), (node, in) -> table.merge(in), done);
	}

	/** Gets to know what was started by an earlier daemon and still lives. */
	void inventory(Table table, Runnable done) {
		toAll(new ArrayList<>(clms.membership()), KeepaliveService.INVENTORY, new WireWriter(), (node, in) -> {
			for (int left = in.i32(); left > 0; left--)
				found(table.get(in.i32()), node, in.i32(), in.i32());
		}, done);
	}

	private static void found(Entry entry, int node, int generation, int pid) {
		if (entry == null || generation < entry.generation || entry.pid == pid)
			return;
		entry.generation = generation;
		entry.pid = pid;
		entry.node = node;
		entry.state = State.OK;
		entry.nextStart = 0;
	}

	private List<Integer> initNodes() {
		List<Integer> nodes = new ArrayList<>(context.config.initNodes());
		nodes.removeIf(node -> node == context.number() || !clms.available(node));
		return nodes;
	}

	/** Takes what one node answers. */
	private interface Answer {
		void from(int node, WireReader in) throws MalformedException;
	}

	private void toAll(List<Integer> nodes, int operation, WireWriter body, Answer answer, Runnable done) {
		int[] left = { nodes.size() };
		IcsData data = IcsData.ofBody(body.toBytes());
		for (Integer node : nodes)
			ics.call(node, KeepaliveService.SERVICE, operation, data, reply -> {
				take(node, reply, answer);
				if (--left[0] == 0)
					done.run();
			});
		if (nodes.isEmpty())
			context.defer(done);
	}

	private void take(int node, IcsReply reply, Answer answer) {
		try {
			if (reply.status() == IcsStatus.OK && reply.result() == KeepaliveService.DONE)
				answer.from(node, new WireReader(reply.data().body()));
		} catch (MalformedException e) {
			context.log("warning", "malformed keepalive answer from node " + node + ": " + e.getMessage());
		}
	}

	/** Starts an entry's process on a node. */
	void start(int node, Entry entry, ProcessHost.Started answer) {
		WireWriter body = Entry.write(new WireWriter().i32(entry.slot).i32(entry.generation), entry.spec);
		ics.call(node, KeepaliveService.SERVICE, KeepaliveService.START, IcsData.ofBody(body.toBytes()), reply -> {
			WireReader in = new WireReader(reply.data().body());
			try {
				if (reply.status() == IcsStatus.OK)
					answer.started(in.i32(), in.text());
				else
					answer.started(0, "node " + node + " went down");
			} catch (MalformedException e) {
				answer.started(0, "node " + node + " answered nonsense: " + e.getMessage());
			}
		});
	}
}
