package org.ssiworkbench.node.load;

import java.util.ArrayDeque;

/** The processes that were sent away lately: their targets' loads as told may not count them yet. */
final class Sent {
	private record Move(int target, long time) {
	}

	private final ArrayDeque<Move> moves = new ArrayDeque<>();
	private final long lasting;

	/** {@code lasting} ns after a move the target's load counts it. */
	Sent(long lasting) {
		this.lasting = lasting;
	}

	void add(int target, long now) {
		moves.add(new Move(target, now));
	}

	long loadOf(int target, long now) {
		moves.removeIf(move -> now - move.time > lasting);
		return Rule.ONE_PROCESS * moves.stream().filter(move -> move.target == target).count();
	}
}
