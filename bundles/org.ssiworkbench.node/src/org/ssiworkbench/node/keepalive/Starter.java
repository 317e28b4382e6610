package org.ssiworkbench.node.keepalive;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;
import org.ssiworkbench.node.vproc.ProcessStart;
import org.ssiworkbench.node.vproc.Vproc;

/**
 * Starts processes for the daemon on this node and remembers which, so that a daemon that takes over does not start one
 * again that its predecessor had started.
 */
final class Starter {
	private static final int INIT = 1;

	private record Started(int generation, int pid) {
	}

	private final int node;
	private final Vproc vproc;
	private final TreeMap<Integer, Started> started = new TreeMap<>();
	private final List<IcsRequest> inventories = new ArrayList<>();
	private int starting;

	Starter(int node, Vproc vproc) {
		this.node = node;
		this.vproc = vproc;
	}

	/** Starts a process for a slot; answers with its pid. */
	void start(IcsRequest request, WireReader in) throws MalformedException {
		int slot = in.i32();
		int generation = in.i32();
		Spec spec = Entry.readSpec(in);
		starting++;
		vproc.start(node, new ProcessStart(0, INIT, 0, 0, spec.uid(), spec.pinned(), spec.arguments(), spec.details()),
				(pid, reason) -> {
					starting--;
					if (pid != 0) {
						started.put(slot, new Started(generation, pid));
						vproc.await(pid, status -> started.remove(slot, new Started(generation, pid)));
					}
					request.reply(pid == 0 ? KeepaliveService.REFUSED : KeepaliveService.DONE,
							IcsData.ofBody(new WireWriter().i32(pid).text(reason).toBytes()));
					answerInventories();
				});
	}

	/** Tells what was started here and still lives, when nothing is being started. */
	void inventory(IcsRequest request) {
		inventories.add(request);
		answerInventories();
	}

	private void answerInventories() {
		if (starting > 0)
			return;
		WireWriter out = new WireWriter().i32(started.size());
		for (var entry : started.entrySet())
			out.i32(entry.getKey()).i32(entry.getValue().generation).i32(entry.getValue().pid);
		byte[] body = out.toBytes();
		for (IcsRequest request : inventories)
			request.reply(KeepaliveService.DONE, IcsData.ofBody(body));
		inventories.clear();
	}
}
