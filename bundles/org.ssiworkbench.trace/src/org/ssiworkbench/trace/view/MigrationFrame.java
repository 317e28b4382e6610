package org.ssiworkbench.trace.view;

import java.util.List;
import java.util.Optional;

/**
 * Where the processes were: a lane a process that changes colour with its node, or a lane a node with its processes, and
 * beneath the load of each node.
 *
 * @param viewport what it was made for
 * @param byNode whether the lanes are the nodes
 * @param lanes the lanes, from the top
 * @param moves the migrations in the time shown
 * @param loads the load of each node; empty if not wanted
 * @param nodes numbers of all nodes
 */
public record MigrationFrame(Viewport viewport, boolean byNode, List<Lane> lanes, List<Move> moves, List<Load> loads,
		List<Integer> nodes) implements Frame {

	/**
	 * One lane.
	 *
	 * @param number the pid, or the node's number
	 * @param command what the process runs; of a node empty
	 * @param tracks how many stays it has above each other
	 * @param stays the stays of processes at nodes; of processes only those in and near the lanes that can be seen
	 */
	public record Lane(long number, String command, int tracks, List<Stay> stays) {

		/** What the gutter shows. */
		public String name() {
			return command.isEmpty() ? Long.toString(number) : number + " " + command;
		}
	}

	/**
	 * A time that a process spent at a node, or several too short to show each.
	 *
	 * @param pid the process, 0 for several
	 * @param command what it runs
	 * @param node the node
	 * @param track its place in the lane
	 * @param begin from when, ns
	 * @param end until when
	 * @param count how many stays are in it
	 * @param row place of the event that began it, -1 if none
	 */
	public record Stay(long pid, String command, int node, int track, long begin, long end, int count, int row) {
	}

	/**
	 * One migration; times that the trace does not tell are -1.
	 *
	 * @param pid the process
	 * @param from the node it left
	 * @param to the node it went to
	 * @param begin when the source began
	 * @param freeze when the process was stopped
	 * @param transfer when the rest was sent
	 * @param resume when it ran again
	 * @param end when the source was rid of it, or the move failed
	 * @param bytes sent in all
	 * @param reason why it was moved
	 * @param failure why it failed, empty if it did not
	 * @param row place of the event that began it
	 */
	public record Move(long pid, int from, int to, long begin, long freeze, long transfer, long resume, long end, long bytes,
			String reason, String failure, int row) {

		/** How long the process stood still, ns; -1 if unknown. */
		public long down() {
			return freeze < 0 || resume < 0 ? -1 : resume - freeze;
		}

		/** Last time that is known of it. */
		public long last() {
			return Math.max(Math.max(begin, freeze), Math.max(Math.max(transfer, resume), end));
		}
	}

	/**
	 * The load of a node.
	 *
	 * @param node the node
	 * @param samples least and greatest load in the time of each pixel that has a sample, in processes
	 * @param decisions what its load leveler decided
	 */
	public record Load(int node, List<Sample> samples, List<Decision> decisions) {
	}

	/** Load from a time on: {@code low} and {@code high} in hundredths of a process. */
	public record Sample(long time, int low, int high) {
	}

	/** One decision of a load leveler; {@code row} is its place in the index. */
	public record Decision(long time, boolean move, long pid, int target, String why, int row) {
	}

	/** What the gutter shows for a lane. */
	public String laneName(int lane) {
		return byNode ? "node " + lanes.get(lane).number() : lanes.get(lane).name();
	}

	@Override
	public int contentHeight() {
		return MigrationLayout.of(this, viewport).contentHeight();
	}

	@Override
	public Optional<Hit> hit(Viewport shown, double x, double y) {
		return new MigrationHits(this, shown).at(x, y);
	}
}
