package org.ssiworkbench.debug.session;

import org.ssiworkbench.controller.protocol.ControllerService.ClusterStatus;
import org.ssiworkbench.controller.protocol.ControllerService.TransitionInfo;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;

/**
 * What a session tells of its cluster. All calls of one session come one after the other on that session's own thread,
 * never on the UI thread; a slow listener delays the others.
 */
public interface ClusterSessionListener {

	/** The status is a new one; at most ten times a second. */
	default void statusChanged(ClusterSession session, ClusterStatus status) {
	}

	/** A node changed its state. */
	default void transition(ClusterSession session, TransitionInfo transition) {
	}

	/** A line for people; {@code level} is info, warning or error. */
	default void message(ClusterSession session, String level, String text) {
	}

	/** Bytes that a node wrote on its console, after {@link ClusterSession#followConsole}. */
	default void console(ClusterSession session, int node, byte[] bytes) {
	}

	/** The debugger stopped the cluster or a node of it. */
	default void debugStopped(ClusterSession session, DebugState state) {
	}

	/** The debugger let the cluster or a node of it go on. */
	default void debugResumed(ClusterSession session, DebugState state) {
	}

	/** The session is over: the cluster ended, or the connection to it. The last call. */
	default void ended(ClusterSession session, String reason) {
	}
}
