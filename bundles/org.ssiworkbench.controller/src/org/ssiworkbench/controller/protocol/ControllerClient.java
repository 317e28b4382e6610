package org.ssiworkbench.controller.protocol;

import java.util.List;

import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/** What the controller tells an attached client. Called on the JSON-RPC reader thread: return at once. */
@JsonSegment("cluster")
public interface ControllerClient extends DebugClient {

	/** Something in the status changed; sent at most ten times a second. */
	@JsonNotification
	default void changed(ControllerService.ClusterStatus status) {
	}

	/** A transition became known to the controller. */
	@JsonNotification
	default void transition(ControllerService.TransitionInfo transition) {
	}

	/** Output of a command. */
	@JsonNotification
	default void execOutput(ControllerService.ExecData data) {
	}

	/** A command ended; {@code status} as a shell reports it. */
	@JsonNotification
	default void execExit(ExecExit exit) {
	}

	/** New console output of a node whose console was asked for. */
	@JsonNotification
	default void console(ControllerService.ConsoleData data) {
	}

	/** All processes of the cluster, at most once a second, to clients that asked for it. */
	@JsonNotification
	default void processTable(ProcessTable table) {
	}

	/** A line for people: progress of the boot, a fault, a scenario step. */
	@JsonNotification
	default void message(Message message) {
	}

	/** The cluster has ended; the connection closes after this. */
	@JsonNotification
	default void ended(Message reason) {
	}

	/** Processes at a {@code time} of the cluster's clock, by pid. */
	record ProcessTable(long time, List<ControllerService.ProcessStatus> processes) {
	}

	/** How a command ended. */
	record ExecExit(int exec, int status) {
	}

	/** {@code level} is info, warning or error. */
	record Message(String level, String text) {
	}
}
