package org.ssiworkbench.node.clms;

import static org.ssiworkbench.node.NodeState.COMINGUP;
import static org.ssiworkbench.node.NodeState.DOWN;
import static org.ssiworkbench.node.NodeState.GOINGDOWN;
import static org.ssiworkbench.node.NodeState.KCLEANUP;
import static org.ssiworkbench.node.NodeState.SHUTDOWN;
import static org.ssiworkbench.node.NodeState.UCLEANUP;
import static org.ssiworkbench.node.NodeState.UP;

import org.ssiworkbench.node.NodeState;

/** Which state may follow which; see {@code docs/membership.md}. */
public final class LegalTransitions {
	private LegalTransitions() {
	}

	/** Whether CLMS may take a node from one state to the other. */
	public static boolean allows(NodeState from, NodeState to) {
		return switch (from) {
		case NEVERUP, DOWN -> to == COMINGUP;
		case COMINGUP -> to == UP || to == KCLEANUP;
		case UP -> to == SHUTDOWN || to == GOINGDOWN || to == KCLEANUP;
		case SHUTDOWN -> to == UP || to == GOINGDOWN || to == KCLEANUP;
		case GOINGDOWN -> to == KCLEANUP;
		case KCLEANUP -> to == UCLEANUP;
		case UCLEANUP -> to == DOWN;
		};
	}

	/** Whether a node in this state takes part: it is monitored, gets transitions and acknowledges them. */
	public static boolean active(NodeState state) {
		return state == COMINGUP || state == UP || state == SHUTDOWN || state == GOINGDOWN;
	}
}
