package org.ssiworkbench.node.vproc;

import java.util.List;

/**
 * A program to be run.
 *
 * @param pid the process that becomes this program (remote execution), or 0 for a new one of the node where it starts
 * @param parent its parent, 1 for init
 * @param group its process group, 0 for a new one of its own
 * @param session its session, 0 for a new one of its own
 * @param uid the user that it runs as
 * @param pinned whether it may not be moved
 * @param arguments program and arguments; at least one
 * @param details what else the host needs, such as environment, folder and streams; the host's own format, at most 4 MB
 */
public record ProcessStart(int pid, int parent, int group, int session, int uid, boolean pinned, List<String> arguments,
		byte[] details) {

	/** Checks that there is a program. */
	public ProcessStart {
		arguments = List.copyOf(arguments);
		if (arguments.isEmpty())
			throw new IllegalArgumentException("a process needs a program to run");
	}

	/** The same program for a certain pid. */
	public ProcessStart as(int itsPid) {
		return new ProcessStart(itsPid, parent, group, session, uid, pinned, arguments, details);
	}
}
