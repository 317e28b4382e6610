package org.ssiworkbench.node.keepalive;

import java.util.List;

/**
 * A process as it is registered with keepalive.
 *
 * @param arguments program and arguments; the program names the process
 * @param details what a host needs besides, as in a {@code ProcessStart}
 * @param uid the user that it runs as
 * @param pinned whether it may not be moved
 * @param group the group whose members live and die together, empty if none
 * @param critical whether its death takes the rest of its group down, to be started again with it
 * @param favored the node where it should run, 0 for any
 * @param backups the nodes that it may run on instead, best first; empty: none if there is a favored one, else all
 * @param placement where it is started again
 * @param limits when it is not
 */
public record Spec(List<String> arguments, byte[] details, int uid, boolean pinned, String group, boolean critical, int favored,
		List<Integer> backups, Placement placement, Limits limits) {

	/** Where a process is started again ({@code spawndaemon -Z}). */
	public enum Placement {
		/** On the favored node if that is up, else on the first backup that is. */
		FAVORED("F_node"),
		/** Where it ran last, else as {@link #FAVORED}. */
		LAST("last_node"),
		/** On the next node of those that it may run on. */
		ROUND_ROBIN("round_robin");

		private final String word;

		Placement(String word) {
			this.word = word;
		}

		/** The word of the command line. */
		public String word() {
			return word;
		}
	}

	/**
	 * When a process is not started again.
	 *
	 * @param probation ns in which deaths count
	 * @param errors more deaths than so many within the probation period, and it stays down
	 * @param respawn ns between a death and the next start
	 * @param downCode exit code that means that it is to stay down, {@link #NONE} for no such code
	 */
	public record Limits(long probation, int errors, long respawn, int downCode) {
		/** No exit code. */
		public static final int NONE = -1;
		/** 300 s, 10 deaths, started again after a second. */
		public static final Limits USUAL = new Limits(300_000_000_000L, 10, 1_000_000_000, NONE);
	}

	/** Checks that there is a program. */
	public Spec {
		arguments = List.copyOf(arguments);
		backups = List.copyOf(backups);
		if (arguments.isEmpty())
			throw new IllegalArgumentException("keepalive needs a program to run");
	}

	/** A program that may run anywhere. */
	public static Spec of(String... arguments) {
		return new Spec(List.of(arguments), new byte[0], 0, true, "", false, 0, List.of(), Placement.FAVORED, Limits.USUAL);
	}

	/** The same with a favored node and others. */
	public Spec on(int node, Integer... itsBackups) {
		return new Spec(arguments, details, uid, pinned, group, critical, node, List.of(itsBackups), placement, limits);
	}

	/** The same in a group. */
	public Spec in(String itsGroup, boolean isCritical) {
		return new Spec(arguments, details, uid, pinned, itsGroup, isCritical, favored, backups, placement, limits);
	}

	/** The same, started again elsewhere. */
	public Spec with(Placement itsPlacement) {
		return new Spec(arguments, details, uid, pinned, group, critical, favored, backups, itsPlacement, limits);
	}

	/** The same with other limits. */
	public Spec with(Limits itsLimits) {
		return new Spec(arguments, details, uid, pinned, group, critical, favored, backups, placement, itsLimits);
	}

	/** The program. */
	public String program() {
		return arguments.get(0);
	}
}
