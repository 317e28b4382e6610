package org.ssiworkbench.node.vproc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

import org.ssiworkbench.node.internal.WireWriter;
import org.ssiworkbench.node.vproc.Vproc.Placed;

/** One question to all nodes for their processes. Nodes that take longer than two seconds are left out. */
final class Listing {
	private static final long LIMIT = 2_000_000_000;

	private final List<Placed> found = new ArrayList<>();
	private final Consumer<List<Placed>> answer;
	private final Parts parts;
	private int left;
	private long timer;
	private boolean answered;

	private Listing(Parts parts, Consumer<List<Placed>> answer) {
		this.parts = parts;
		this.answer = answer;
	}

	static void ask(Parts parts, Consumer<List<Placed>> answer) {
		Listing listing = new Listing(parts, answer);
		var nodes = parts.clms.membership();
		listing.left = nodes.size();
		for (Integer node : nodes)
			parts.calls.call(node, Operation.LIST, new WireWriter(), (result, in) -> {
				if (result == Operation.DONE)
					for (ProcessInfo process : ProcessWire.readInfos(in))
						listing.found.add(new Placed(node, process));
				if (--listing.left == 0)
					listing.end();
			});
		listing.timer = parts.context.after(LIMIT, listing::end);
	}

	private void end() {
		if (answered)
			return;
		answered = true;
		parts.context.cancel(timer);
		found.sort(Comparator.comparingInt((Placed placed) -> placed.process().pid()));
		answer.accept(found);
	}
}
