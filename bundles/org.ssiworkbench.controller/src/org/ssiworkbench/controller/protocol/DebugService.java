package org.ssiworkbench.controller.protocol;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/**
 * What a debugger may ask of a cluster's controller. All clients see one state: whoever suspends, suspends for all, and the
 * breakpoints are those that were set last. Refusals as in {@link ControllerService}; see {@code docs/debugging.md}.
 */
@JsonSegment("debug")
public interface DebugService {

	/** Whether the cluster is stopped, and where. */
	@JsonRequest
	CompletableFuture<DebugState> state();

	/** Sets all breakpoints, in place of those that were set before. */
	@JsonRequest
	CompletableFuture<Void> setBreakpoints(BreakpointList breakpoints);

	/** Stops nodes; none named means the whole cluster. {@link DebugClient#stopped} tells when it stands. */
	@JsonRequest
	CompletableFuture<Void> suspend(ControllerService.NodeList nodes);

	/** Lets nodes go on; none named means the whole cluster. */
	@JsonRequest
	CompletableFuture<Void> resume(ControllerService.NodeList nodes);

	/** Begins a motion, which ends with {@link DebugClient#stopped}. Refused where there is nothing to step to. */
	@JsonRequest
	CompletableFuture<Void> step(StepRequest request);

	/** What led to the last event of a node, which is the first frame. Empty while the node runs. */
	@JsonRequest
	CompletableFuture<List<FrameInfo>> frames(ControllerService.NodeRef node);

	/** The state of a frame's node right after the frame's event. */
	@JsonRequest
	CompletableFuture<List<VariableInfo>> variables(FrameRef frame);

	/** The value of an expression at a frame. */
	@JsonRequest
	CompletableFuture<Value> evaluate(Evaluation evaluation);

	/** What is to come, next first (simulator only). */
	@JsonRequest
	CompletableFuture<List<UpcomingInfo>> upcoming();

	/** Has something else come next, on a new branch (simulator only). */
	@JsonRequest
	CompletableFuture<Void> choose(Choice choice);

	/** All courses of events (simulator only). */
	@JsonRequest
	CompletableFuture<BranchList> branches();

	/** Goes to where another branch was left (simulator only). */
	@JsonRequest
	CompletableFuture<Void> switchBranch(BranchRef branch);

	/** In what the membership of two branches differs (simulator only). */
	@JsonRequest
	CompletableFuture<Comparison> compare(BranchPair branches);

	/**
	 * {@code state} is running, stepping or suspended; {@code suspended} the stopped nodes, also while others run;
	 * {@code stop} why it stands, null while it runs; {@code place} null where one cannot go back.
	 */
	record DebugState(String state, List<Integer> suspended, StopInfo stop, PlaceInfo place) {
	}

	/**
	 * {@code reason} is request, step, breakpoint, end (nothing is to come) or begin (nothing was before);
	 * {@code breakpoints} the ids of those that were hit; {@code node} where, 0 if nowhere in particular; {@code text} what
	 * happened; {@code time} ns of the cluster's clock; {@code skew} ns between the first and the last node's stop.
	 */
	record StopInfo(String reason, List<String> breakpoints, int node, String text, long time, long skew) {
	}

	/** {@code position} and {@code end} count steps from the beginning. */
	record PlaceInfo(String branch, long position, long end) {
	}

	/** See {@link org.ssiworkbench.trace.breakpoint.Breakpoint}; {@code type} and {@code suspend} as there, in any case of letters. */
	record BreakpointInfo(String id, String type, Map<String, String> fields, String condition, int hits, String suspend,
			String filter) {
		/** A breakpoint without a filter. */
		public BreakpointInfo(String id, String type, Map<String, String> fields, String condition, int hits, String suspend) {
			this(id, type, fields, condition, hits, suspend, "");
		}
	}

	/** A set of breakpoints. */
	record BreakpointList(List<BreakpointInfo> breakpoints) {
	}

	/**
	 * {@code motion} is over, into, return, back, reverse (to the breakpoint hit before) or until; {@code node} for over and
	 * back, 0 for any; {@code message} the id of the message to follow, 0 for the first to arrive; {@code time} of until.
	 */
	record StepRequest(String motion, int node, long message, long time) {
	}

	/** {@code message} is the id of the message or timer, {@code peer} the message's sender; 0 if there is none. */
	record FrameInfo(int frame, int node, long time, String text, long message, int peer) {
	}

	/** Frame 0 is the last event of the node; {@code name} is that of the only variable that is asked for, null for all. */
	record FrameRef(int node, int frame, String name) {
	}

	/** See {@link org.ssiworkbench.node.inspect.Variable}. */
	record VariableInfo(String name, String value, List<VariableInfo> parts) {
	}

	/** An expression at a frame. */
	record Evaluation(int node, int frame, String expression) {
	}

	/** The text of a value. */
	record Value(String value) {
	}

	/** {@code kind} is timer, datagram, frame, channel, process, command or scheduled; see {@link org.ssiworkbench.simulator.SimulationEvent}. */
	record UpcomingInfo(long event, long time, String kind, int node, int peer, long message, String text) {
	}

	/** {@code action} is prefer, lose, repeat (an event to come) or crash (a node); {@code branch} the new branch's name, empty for any. */
	record Choice(String action, long event, int node, String branch) {
	}

	/**
	 * {@code begin} is the position at which it left {@code parent}, {@code end} the last one that was reached, {@code trace}
	 * the folder of its trace.
	 */
	record BranchInfo(String name, String parent, long begin, long end, String trace) {
	}

	/** {@code current} is the one that one is on. */
	record BranchList(String current, List<BranchInfo> branches) {
	}

	/** A branch by name. */
	record BranchRef(String name) {
	}

	/** Two branches by name. */
	record BranchPair(String first, String second) {
	}

	/** {@code common} is the position up to which they are the same, {@code time} its time; then what only one of them has. */
	record Comparison(long common, long time, List<ControllerService.TransitionInfo> first,
			List<ControllerService.TransitionInfo> second) {
	}
}
