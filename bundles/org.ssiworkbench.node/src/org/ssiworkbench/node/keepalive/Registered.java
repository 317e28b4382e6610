package org.ssiworkbench.node.keepalive;

/**
 * A process as keepalive lists it. Times are ns of the cluster's clock, 0 = never.
 *
 * @param slot its number in keepalive's table
 * @param pid 0 while it does not run
 * @param node where it was started last
 * @param lastStart when it was started last
 * @param firstDeath when it died for the first time
 * @param lastDeath when it died last
 * @param deaths how often it died within the present probation period
 * @param nextStart when it will be started again
 */
public record Registered(int slot, State state, int pid, int node, Spec spec, long lastStart, long firstDeath, long lastDeath,
		int deaths, long nextStart) {
	private static final long SECOND = 1_000_000_000;

	/** One line for people; times are seconds before {@code now}. */
	public String human(long now) {
		return String.format("%4d  %-8s %7s %4s  %-12s %-7s %s", slot, state.word(), pid == 0 ? "-" : pid, node == 0 ? "-" : node,
				deaths + " of " + spec.limits().errors(), lastDeath == 0 ? "never" : (now - lastDeath) / SECOND + " s",
				String.join(" ", spec.arguments()));
	}

	/** The head of the lines for people. */
	public static String humanHead() {
		return String.format("%4s  %-8s %7s %4s  %-12s %-7s %s", "SLOT", "STATE", "PID", "NODE", "DEATHS", "LAST", "COMMAND");
	}

	/** One line for programs: fields with colons between them, the command last. */
	public String machine() {
		return slot + ":" + state.word() + ":" + pid + ":" + node + ":" + (spec.pinned() ? 1 : 0) + ":" + spec.group() + ":"
				+ (spec.critical() ? 1 : 0) + ":" + lastStart + ":" + firstDeath + ":" + lastDeath + ":" + deaths + ":" + nextStart
				+ ":" + String.join(" ", spec.arguments());
	}
}
