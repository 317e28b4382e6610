package org.ssiworkbench.node.vproc;

/**
 * A process as the node knows it on which it executes. A process is a whole thread group.
 *
 * @param pid cluster-wide
 * @param parent its parent's pid, 1 when that is init
 * @param group its process group
 * @param session its session
 * @param uid effective user id
 * @param state as ps shows it: R, S, D, T, Z ...
 * @param pinned whether it ignores SIGMIGRATE, and so must not be moved
 * @param times its CPU time and age
 * @param memory bytes of memory that it holds
 * @param virtual bytes of its address space
 * @param command its short name, at most 15 bytes on Linux
 * @param arguments its command line, blanks between the words; cut at 200 characters
 * @param terminal the controlling terminal's name as ps shows it, {@code ?} if it has none
 */
public record ProcessInfo(int pid, int parent, int group, int session, int uid, char state, boolean pinned, Times times,
		long memory, long virtual, String command, String arguments, String terminal) {

	/** Longest {@link #arguments}. */
	public static final int MAX_ARGUMENTS = 200;

	/**
	 * ns of a process.
	 *
	 * @param user CPU time in user mode
	 * @param system CPU time in the kernel
	 * @param start when it began, on the cluster's clock
	 */
	public record Times(long user, long system, long start) {
	}

	/** Cuts what is too long. */
	public ProcessInfo {
		if (arguments.length() > MAX_ARGUMENTS)
			arguments = arguments.substring(0, MAX_ARGUMENTS);
	}

	/** CPU time in all, ns. */
	public long cpu() {
		return times.user + times.system;
	}

	/** The node that made it. */
	public int origin() {
		return Pid.origin(pid);
	}

	/** The same process in another family. */
	public ProcessInfo of(int itsParent, int itsGroup, int itsSession) {
		return new ProcessInfo(pid, itsParent, itsGroup, itsSession, uid, state, pinned, times, memory, virtual, command,
				arguments, terminal);
	}
}
