package org.ssiworkbench.controller.internal.host;

import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;

import org.ssiworkbench.node.control.ProcessReply;
import org.ssiworkbench.node.control.ProcessRequest;
import org.ssiworkbench.trace.EventKind;

/**
 * Runs the nodes of one cluster and their interconnect. Called on the loop's thread, from which it also calls its
 * {@link HostEvents}. A request it cannot serve is refused by an {@link UnsupportedOperationException} whose message a
 * user can act on. Nodes are named by their numbers,
 * which exist in the plan. Each thing done to the cluster is recorded in the controller's stream as a fault.
 */
public interface ClusterHost {

	/** The thread and clock of the cluster. */
	ClusterLoop loop();

	/** The cluster clock's 0 in ns since the epoch; 0 for virtual time. */
	long clockOrigin();

	/** Boots a machine that is off or ended. */
	void boot(int node);

	/** Ends a machine at once, without a word to anybody. */
	void crash(int node);

	/** Asks a node to leave gracefully; its machine ends when it has left. */
	void shutdown(int node);

	/** Cuts the interconnect between these nodes and all others. Replaces an earlier cut. */
	void partition(SortedSet<Integer> side);

	/** Ends a partition and all losses that were set here. */
	void heal();

	/** Sets the loss of a directed link, in percent. */
	void loss(int from, int to, double percent);

	/** Starts a command; {@code tty} gives it a terminal. */
	void exec(int exec, int node, List<String> command, boolean tty);

	/** Bytes for a command's standard input; null is the end of it. Completes when there is room for more. */
	CompletableFuture<Void> execInput(int exec, byte[] data);

	/** Sends a signal to a command. */
	void execSignal(int exec, int signal);

	/** Sets the size of a command's terminal, if it has one. */
	void execSize(int exec, int rows, int columns);

	/**
	 * Asks a node about processes. Completes on the loop with all parts of the answer, or with a {@link NodeEndedException}.
	 */
	CompletableFuture<List<ProcessReply>> ask(int node, ProcessRequest.Kind kind, int pid, int number);

	/** Bytes of memory of all host processes of a node; 0 when it has none. */
	long memory(int node);

	/** Records an event in the controller's own stream. */
	void trace(EventKind kind, Object... values);

	/** Stops and looks into the nodes; made once. */
	Debugger debugger(Debugger.Events news);

	/** Ends everything, closes the trace and the loop. Called once, from any thread but the loop's; returns when all has ended. */
	void end();
}
