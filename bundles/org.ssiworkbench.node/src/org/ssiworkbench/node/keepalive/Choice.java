package org.ssiworkbench.node.keepalive;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Chooses the node that a process is started on. */
final class Choice {
	private Choice() {
	}

	/** The node for the next start; 0 if none that it may run on is up. {@code last} is where it ran before, 0 if nowhere. */
	static int of(Spec spec, int last, SortedSet<Integer> up) {
		List<Integer> allowed = allowed(spec, up);
		allowed.retainAll(up);
		if (allowed.isEmpty())
			return 0;
		return switch (spec.placement()) {
		case FAVORED -> allowed.get(0);
		case LAST -> allowed.contains(last) ? last : allowed.get(0);
		case ROUND_ROBIN -> next(allowed, last);
		};
	}

	private static List<Integer> allowed(Spec spec, SortedSet<Integer> up) {
		List<Integer> allowed = new ArrayList<>();
		if (spec.favored() != 0)
			allowed.add(spec.favored());
		allowed.addAll(spec.backups());
		if (allowed.isEmpty())
			allowed.addAll(up);
		return allowed;
	}

	private static int next(List<Integer> allowed, int last) {
		int at = allowed.indexOf(last);
		if (at >= 0)
			return allowed.get((at + 1) % allowed.size());
		// The one where it was is down: on with the one that would have followed.
		for (Integer node : allowed)
			if (node > last)
				return node;
		return allowed.get(0);
	}
}
