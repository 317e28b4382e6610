package org.ssiworkbench.node.vproc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The processes of one node, as {@link Vproc} sees and changes them. Vproc calls from within the node's handlers; the host
 * answers by the callbacks given and tells news by {@link Vproc}'s upcalls, always from within a handler of the node
 * ({@code Node.run}) and at once or later. Nothing here blocks.
 * <p>
 * A process executes on one node. On other nodes it may have a <em>stand-in</em>: at its origin, and beside its parent.
 * A stand-in keeps the pid taken and lets parent, group, session, terminal and local signals work. {@link #process} and
 * {@link #processes} know no stand-ins.
 */
public interface ProcessHost {

	/** The process if it executes here, frozen or not, else null. A restored process executes here from {@link #go} on. */
	ProcessInfo process(int pid);

	/** All that execute here and have a pid of the cluster, by pid. */
	List<ProcessInfo> processes();

	/** The children of a process that execute here or have a stand-in here. Asked for while the process stands still. */
	default List<ProcessInfo> children(int parent) {
		List<ProcessInfo> children = new ArrayList<>(processes());
		children.addAll(standIns());
		children.removeIf(child -> child.parent() != parent);
		return children;
	}

	/**
	 * Runs a program. With a pid given: the process of that pid began here as this program; a stand-in of it that is here
	 * becomes the process. Answers with the process's pid, or with 0 and the reason.
	 */
	void start(ProcessStart start, Started answer);

	/** The end of {@link #start}. */
	@FunctionalInterface
	interface Started {
		/** The pid, or 0 and why not. */
		void started(int pid, String reason);
	}

	/** Sends a signal to a process that executes here. Unknown pids are ignored; signal 0 does nothing. */
	void signal(int pid, int signal, int sender);

	/**
	 * Makes or keeps a stand-in of a process that executes elsewhere. Its parent, if it executes here or is being restored
	 * or started here, sees it as its child; the pid is not given to any other process as long as the stand-in is here.
	 */
	void standIn(ProcessInfo process);

	/** The stand-ins here, by pid, as {@link #standIn} last told them. */
	List<ProcessInfo> standIns();

	/** The process behind a stand-in was stopped by a signal; 0: it goes on. */
	void standInStopped(int pid, int signal);

	/** The process behind a stand-in ended with this status, as wait(2) gives it: its parent here is told, the stand-in is gone. */
	void endStandIn(int pid, int status);

	/** Takes a stand-in away without a word to anybody. */
	void dropStandIn(int pid);

	/** A child of a process that executes here ended, and has no stand-in here. Ignored if that is no child of it any more. */
	void childEnded(int parent, int pid, int status);

	/** Whether a process that executes here can be moved to a node, with a stand-in left here or not. */
	void check(int pid, boolean standIn, Consumer<Outcome> answer);

	/**
	 * Begins to move a process out: nothing is stopped yet. Then come any number of {@link #round}, one {@link #freeze},
	 * and {@link #release}; or {@link #resume} at any point. The host tells its end with {@link Dump#failed}.
	 *
	 * @param standIn whether it is to be expected that one is left here
	 * @param entrance what the target's host said in {@link Prepared}
	 */
	void beginDump(int pid, int target, boolean standIn, byte[] entrance, Dump dump);

	/** Passes on memory that changed since the last round while the process runs, and ends with {@link Dump#roundDone}. */
	void round(int pid);

	/**
	 * Stops the process ({@link Dump#frozen}), passes on all that is left ({@link Dump#dumped}). From now on it does not
	 * run until {@link #resume}.
	 */
	void freeze(int pid);

	/** The move came to nothing: the process goes on here. */
	void resume(int pid);

	/**
	 * The process is another node's now: its copy here never runs again. With {@code standIn} a stand-in takes its place.
	 * Children that execute here keep somebody who waits for them, so that {@link Vproc#exited} tells of their ends.
	 */
	void release(int pid, boolean standIn);

	/** Makes ready to receive a process; refused when it cannot be had here. */
	void prepare(ProcessInfo process, int from, Prepared answer);

	/** The end of {@link #prepare}. */
	@FunctionalInterface
	interface Prepared {
		/**
		 * How it went, and where the source's host finds this one: hosts may have a way of their own for the bulk of an image,
		 * past {@link #image}.
		 */
		void prepared(Outcome outcome, byte[] entrance);
	}

	/** The next part of the image, in the order in which {@link Dump#chunk} gave them; answered when it was taken. */
	void image(int pid, byte[] part, Consumer<Outcome> answer);

	/** The whole image came: rebuilds the process, which does not run yet. {@link Outcome#DONE} means that it can. */
	void restore(int pid, Consumer<Outcome> answer);

	/** Lets the restored process run. Its stand-in here, if any, is gone. Its children got theirs before. */
	void go(int pid);

	/** Forgets a process that was prepared, whatever came of it so far; a stand-in of it stays. */
	void discard(int pid);

	/**
	 * A message of the hosts among themselves, sent with {@link Vproc#tellPlace} or {@link Vproc#tell}. {@code taken} runs
	 * when it was dealt with; at the latest when the process leaves or ends.
	 */
	void told(int from, int pid, byte[] message, Runnable taken);
}
