package org.ssiworkbench.controller.protocol;

import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/** What the controller tells an attached client of debugging. Called on the JSON-RPC reader thread: return at once. */
@JsonSegment("debug")
public interface DebugClient {

	/** The cluster, or a node of it, stands. */
	@JsonNotification
	default void stopped(DebugService.DebugState state) {
	}

	/** The cluster, or a node of it, goes on. */
	@JsonNotification
	default void resumed(DebugService.DebugState state) {
	}

	/** A breakpoint that suspends nothing was hit. */
	@JsonNotification
	default void logged(Logged hit) {
	}

	/** {@code text} is what happened at {@code node}, {@code time} ns of the cluster's clock. */
	record Logged(String breakpoint, int node, long time, String text) {
	}
}
