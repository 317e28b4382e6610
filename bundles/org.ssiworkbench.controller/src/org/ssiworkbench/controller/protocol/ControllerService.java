package org.ssiworkbench.controller.protocol;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/**
 * What a client (command line or workbench) may ask of a running cluster's controller, as JSON-RPC over the private Unix
 * socket of the cluster. Every call answers when the controller has accepted or done the thing; a refused request ends
 * with a ResponseErrorException whose message a user can act on.
 */
@JsonSegment("cluster")
public interface ControllerService extends DebugService {

	/** Facts that do not change while the cluster runs. Also subscribes the caller to {@link ControllerClient}'s notifications. */
	@JsonRequest
	CompletableFuture<ClusterInfo> attach();

	/** All nodes now. */
	@JsonRequest
	CompletableFuture<ClusterStatus> status();

	/** The transition history as one node knows it (0 = the controller's merged history), oldest first. */
	@JsonRequest
	CompletableFuture<List<TransitionInfo>> history(NodeRef node);

	/** Boots nodes that are not running. Answers when their virtual machines have started; watch status for UP. */
	@JsonRequest
	CompletableFuture<Void> add(NodeList nodes);

	/** Kills nodes without a word to anybody: the others must find out. */
	@JsonRequest
	CompletableFuture<Void> crash(NodeList nodes);

	/** Takes nodes down gracefully (none named = all, and then the cluster ends). Answers when they have ended. */
	@JsonRequest
	CompletableFuture<Void> down(NodeList nodes);

	/** Ends everything at once: the workbench's Terminate, the command line's Ctrl-C. */
	@JsonRequest
	CompletableFuture<Void> terminate();

	/** Starts a command on a node; output and exit come by notification. Answers with the exec's id. */
	@JsonRequest
	CompletableFuture<ExecRef> exec(ExecRequest request);

	/** Bytes for an exec's standard input; {@code data} null = end of input. */
	@JsonRequest
	CompletableFuture<Void> execInput(ExecData data);

	/** Sends a signal to an exec's process. */
	@JsonRequest
	CompletableFuture<Void> execSignal(ExecSignal signal);

	/** Tells an exec that has a terminal that its size has changed; others ignore it. */
	@JsonRequest
	CompletableFuture<Void> execSize(ExecSize size);

	/** The kept end of a node's console (capped), and from now on {@link ControllerClient#console} notifications of it. */
	@JsonRequest
	CompletableFuture<ConsoleData> console(NodeRef node);

	/** Types into a node's console. */
	@JsonRequest
	CompletableFuture<Void> consoleInput(ConsoleData data);

	/** All processes of the cluster, by pid; refused when no node is UP. */
	@JsonRequest
	CompletableFuture<List<ProcessStatus>> processes();

	/** Begins or ceases to notify the caller of {@link ControllerClient#processTable}. */
	@JsonRequest
	CompletableFuture<Void> watchProcesses(Watch watch);

	/** What keepalive monitors, by slot; refused when no node is UP. */
	@JsonRequest
	CompletableFuture<List<KeptStatus>> kept();

	/** Sends a signal to a process wherever it executes, or with a negative pid to a process group. */
	@JsonRequest
	CompletableFuture<Void> kill(Kill kill);

	/** Moves a process to a node. Answers when it runs there; refused with the reason when it stayed where it was. */
	@JsonRequest
	CompletableFuture<Void> migrate(Migrate migrate);

	/** A request about one node. */
	record NodeRef(int node) {
	}

	/** A request about several nodes. */
	record NodeList(List<Integer> nodes) {
	}

	/** A command to run: {@code tty} gives it a terminal on the node. */
	record ExecRequest(int node, List<String> command, boolean tty) {
	}

	/** Names a running command. */
	record ExecRef(int exec) {
	}

	/** Base64 bytes of a command's stream: 0 standard input, 1 output, 2 error. */
	record ExecData(int exec, int stream, String data) {
	}

	/** A signal by number. */
	record ExecSignal(int exec, int signal) {
	}

	/** The size of an exec's terminal in characters, 1 to 65535 each. */
	record ExecSize(int exec, int rows, int columns) {
	}

	/** Whether to notify. */
	record Watch(boolean on) {
	}

	/** A signal for a process. */
	record Kill(int pid, int signal) {
	}

	/** A process and where it is to go. */
	record Migrate(int pid, int node) {
	}

	/**
	 * A process. {@code node} is where it executes, {@code origin} where it was made; {@code state} as ps shows it;
	 * {@code user}, {@code system} ns of CPU time and {@code start} ns of the cluster's clock; {@code memory} and
	 * {@code virtual} in bytes.
	 */
	record ProcessStatus(int pid, int node, int origin, int parent, int group, int session, int uid, String state,
			boolean pinned, long user, long system, long start, long memory, long virtual, String command, String arguments,
			String terminal) {
	}

	/**
	 * A process that keepalive monitors. {@code state} is start, ok, dead, respawn, down or shutdown; {@code pid} 0 while it
	 * does not run, {@code node} where it was started last; {@code deaths} those within the probation period, of which
	 * {@code errorLimit} are allowed; times in ns of the cluster's clock, 0 = never; {@code favored} 0 = none.
	 */
	record KeptStatus(int slot, String state, int pid, int node, int deaths, int errorLimit, long lastStart, long firstDeath,
			long lastDeath, long nextStart, String group, boolean critical, boolean pinned, int uid, int favored,
			List<Integer> backups, String placement, String command) {
	}

	/** Base64 bytes of a node's console. */
	record ConsoleData(int node, String data) {
	}

	/** {@code host} is uml or simulator; {@code trace} the trace's folder; {@code started} ms since the epoch; {@code clockOrigin} the cluster clock's 0 in ns since the epoch. */
	record ClusterInfo(String name, String model, String host, String trace, long pid, long started, long clockOrigin) {
	}

	/** {@code phase} is starting, running, ending or ended; {@code time} ns of the cluster's clock; {@code master} 0 when unknown or disputed. */
	record ClusterStatus(String name, String phase, long time, int master, List<NodeStatus> nodes) {
	}

	/**
	 * One node. {@code state} is the CLMS state as the master sees it; {@code machine} is off, booting, running or ended
	 * (the virtual machine, whatever the membership says); {@code view} is what this node believes of every node, null
	 * when it does not run; {@code load} hundredths of a runnable process, {@code memory} bytes of all its host processes.
	 */
	record NodeStatus(int number, String name, String state, String machine, boolean initNode, boolean master, String address,
			long pid, long load, long memory, long transid, List<NodeBelief> view) {
	}

	/** What some node believes of {@code node}. */
	record NodeBelief(int node, String state) {
	}

	/** One transition; {@code seenBy} lists the nodes whose history has it. */
	record TransitionInfo(long transid, long time, int node, String from, String to, String cause, List<Integer> seenBy) {
	}
}
