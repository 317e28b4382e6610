package org.ssiworkbench.trace.query;

/**
 * One move of a process, from what its source and target recorded. Times in ns of the cluster's clock, {@link #UNKNOWN} for
 * what the trace does not tell.
 *
 * @param pid the process
 * @param command the name of the program that it executed, empty if the trace does not tell
 * @param from where it ran
 * @param to where it was to run
 * @param reason operator, load, keepalive or self
 * @param begin when the source started
 * @param freeze when the source stopped the process
 * @param resume when it ran at the target
 * @param end when the source was rid of it, or gave up
 * @param bytes bytes sent in all, as far as is known
 * @param down ns during which the process did not run, {@link #UNKNOWN} unless it resumed
 * @param outcome done, under way, or why it failed
 */
public record Migration(long pid, String command, int from, int to, String reason, long begin, long freeze, long resume, long end, long bytes,
		long down, String outcome) {
	/** What the trace does not tell. */
	public static final long UNKNOWN = -1;

	/** What is known at its begin. */
	static Migration begun(long pid, String command, int from, int to, String reason, long time) {
		return new Migration(pid, command, from, to, reason, time, UNKNOWN, UNKNOWN, UNKNOWN, 0, UNKNOWN, "under way");
	}

	/** From one node to another. */
	Migration between(int source, int target) {
		return new Migration(pid, command, source, target, reason, begin, freeze, resume, end, bytes, down, outcome);
	}

	/** With so many bytes sent in all. */
	Migration sent(long all) {
		return new Migration(pid, command, from, to, reason, begin, freeze, resume, end, all, down, outcome);
	}

	/** Stopped at a time. */
	Migration frozen(long time) {
		return new Migration(pid, command, from, to, reason, begin, time, resume, end, bytes, down, outcome);
	}

	/** Running at the target from a time on, after it did not run for {@code nanos}. */
	Migration resumed(long time, long nanos) {
		return new Migration(pid, command, from, to, reason, begin, freeze, time, end, bytes, nanos, outcome);
	}

	/** At its end. */
	Migration ended(long time, String result) {
		return new Migration(pid, command, from, to, reason, begin, freeze, resume, time, bytes, down, result);
	}
}
