package org.ssiworkbench.debug.ui.breakpoint;

import java.util.stream.Stream;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Suspend;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Type;

/** What the parts of a breakpoint are called, and which values some of them may have. */
final class BreakpointTexts {
	private static final String[] ANY = new String[0];
	private static final String[] PHASES = { "begin", "freeze", "transfer", //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$
			"resume", "done", "fail" }; //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$

	private BreakpointTexts() {
	}

	static String of(Type type) {
		return switch (type) {
		case MESSAGE -> Messages.Type_message;
		case TRANSITION -> Messages.Type_transition;
		case NODE_DOWN -> Messages.Type_nodeDown;
		case MIGRATION -> Messages.Type_migration;
		case INVARIANT -> Messages.Type_invariant;
		};
	}

	static String of(Suspend suspend) {
		return switch (suspend) {
		case CLUSTER -> Messages.Suspend_cluster;
		case NODE -> Messages.Suspend_node;
		case NOTHING -> Messages.Suspend_nothing;
		};
	}

	static String of(String field) {
		return switch (field) {
		case "service" -> Messages.Field_service; //$NON-NLS-1$
		case "operation" -> Messages.Field_operation; //$NON-NLS-1$
		case "from" -> Messages.Field_from; //$NON-NLS-1$
		case "to" -> Messages.Field_to; //$NON-NLS-1$
		case "direction" -> Messages.Field_direction; //$NON-NLS-1$
		case "form" -> Messages.Field_form; //$NON-NLS-1$
		case "node" -> Messages.Field_node; //$NON-NLS-1$
		case "pid" -> Messages.Field_pid; //$NON-NLS-1$
		case "phase" -> Messages.Field_phase; //$NON-NLS-1$
		default -> field;
		};
	}

	/** None where anything can be written. */
	static String[] choices(Type type, String field) {
		return switch (field) {
		case "direction" -> new String[] { "receive", "send" }; //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$
		case "form" -> new String[] { "rpc", "reply", "message", "imalive" }; //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$ //$NON-NLS-4$ //$NON-NLS-5$
		case "phase" -> PHASES; //$NON-NLS-1$
		case "from", "to" -> type == Type.TRANSITION ? states() : ANY; //$NON-NLS-1$ //$NON-NLS-2$
		default -> ANY;
		};
	}

	private static String[] states() {
		return Stream.of(NodeState.values()).map(NodeState::name).toArray(String[]::new);
	}
}
