package org.ssiworkbench.controller.internal.host;

import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;

import org.ssiworkbench.controller.protocol.DebugClient.Logged;
import org.ssiworkbench.controller.protocol.DebugService.BranchList;
import org.ssiworkbench.controller.protocol.DebugService.Choice;
import org.ssiworkbench.controller.protocol.DebugService.Comparison;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;
import org.ssiworkbench.controller.protocol.DebugService.FrameInfo;
import org.ssiworkbench.controller.protocol.DebugService.StepRequest;
import org.ssiworkbench.controller.protocol.DebugService.UpcomingInfo;
import org.ssiworkbench.node.inspect.Variable;
import org.ssiworkbench.trace.breakpoint.Breakpoint;

/**
 * Stops and looks into the nodes of one host. Called on the cluster's loop. What cannot be done is refused by an
 * {@link UnsupportedOperationException}, {@link IllegalStateException} or {@link IllegalArgumentException} whose message a
 * user can act on.
 */
public interface Debugger {
	/** What it tells, on the loop. */
	interface Events {
		/** Something stands. */
		void stopped(DebugState state);

		/** Something goes on. */
		void resumed(DebugState state);

		/** A breakpoint that suspends nothing was hit. */
		void logged(Logged hit);
	}

	/** Sets all breakpoints. */
	void breakpoints(List<Breakpoint> breakpoints);

	/** Stops nodes; an empty set means all. */
	void suspend(SortedSet<Integer> nodes);

	/** Lets nodes go on; an empty set means all. */
	void resume(SortedSet<Integer> nodes);

	/** Begins a motion. */
	void step(StepRequest request);

	/** Where things stand. */
	DebugState state();

	/** What led to the last event of a node. */
	CompletableFuture<List<FrameInfo>> frames(int node);

	/** The state of a frame's node. */
	CompletableFuture<List<Variable>> variables(int node, int frame);

	/** The value of an expression at a frame. */
	CompletableFuture<String> evaluate(int node, int frame, String expression);

	/** What is to come. */
	default List<UpcomingInfo> upcoming() {
		throw noChoice();
	}

	/** Has something else come next. */
	default void choose(Choice choice) {
		throw noChoice();
	}

	/** All courses of events. */
	default BranchList branches() {
		throw noChoice();
	}

	/** Goes to another branch. */
	default void switchTo(String branch) {
		throw noChoice();
	}

	/** Compares two branches. */
	default Comparison compare(String first, String second) {
		throw noChoice();
	}

	private static UnsupportedOperationException noChoice() {
		return new UnsupportedOperationException(
				"only a simulated cluster can be made to go another way; start it on the simulator for that");
	}
}
