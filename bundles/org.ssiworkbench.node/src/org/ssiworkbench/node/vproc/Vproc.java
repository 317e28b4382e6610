package org.ssiworkbench.node.vproc;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The process space of the cluster, as one node takes part in it. All methods are called from within a handler of the node
 * ({@code Node.run}); answers come from within a handler, at once or later, exactly once unless the node ends.
 */
public interface Vproc {
	/** Linux' number for "no such process". */
	int ESRCH = 3;

	/** Tells the node on which a process executes, 0 if there is no such process. */
	void locate(int pid, IntConsumer answer);

	/**
	 * Sends a signal to a process anywhere, or with a negative pid to all members of that process group. Answers with an
	 * error number of Linux: 0, or {@link #ESRCH}.
	 */
	void signal(int pid, int signal, int sender, IntConsumer answer);

	/** All processes of the cluster, by pid. */
	void list(Consumer<List<Placed>> answer);

	/** A process and the node on which it executes. */
	record Placed(int place, ProcessInfo process) {
	}

	/** Runs a new program on a node. */
	void start(int node, ProcessStart start, ProcessHost.Started answer);

	/**
	 * Remote execution: the process of {@link ProcessStart#pid}, which executes here, goes on as another program on another
	 * node. When that is done the process here must be no more than a stand-in: the host has stopped it before it asks, and
	 * on a refusal lets it go on or ends it as it likes.
	 */
	void execute(int node, ProcessStart start, Consumer<Outcome> answer);

	/** Moves a process from where it executes to a node; {@code reason} is operator, load, keepalive or self. */
	void migrate(int pid, int target, String reason, Consumer<Outcome> answer);

	/**
	 * Has the host of the node on which a process executes get a message: {@link ProcessHost#told}. Messages to one pid
	 * arrive in order, once, also while it moves; those to a process that ends or is lost are dropped. {@code taken} runs
	 * when the message was taken or dropped.
	 */
	void tellPlace(int pid, byte[] message, Runnable taken);

	/** Has the host of a given node get a message about a process, in order and once unless the node goes down. */
	void tell(int node, int pid, byte[] message, Runnable taken);

	/** From the host: a process began here, forked or executed. For the trace. */
	void started(ProcessInfo process);

	/**
	 * From the host: a process that executed here ended, with a status as wait(2) gives it. {@code parentTold}: its parent
	 * executes here and was told by the kernel.
	 */
	void exited(int pid, int parent, int status, boolean parentTold);

	/** From the host: what a moved parent left here has waited for its child, whose status the parent has to be told. */
	void childEnded(int parent, int pid, int status);

	/** From the host: a process that executes here was stopped by a signal; 0: it goes on. */
	void stopped(int pid, int signal);

	/**
	 * From the host: a stand-in here got a signal that the process behind it should get. {@code toGroup}: so did the rest of
	 * its process group, as by a key of the terminal.
	 */
	void forward(int pid, int signal, int sender, boolean toGroup);
}
