package org.ssiworkbench.node;

/** The eight node states of CLMS. See {@code docs/membership.md} for their meaning and the legal transitions. */
public enum NodeState {
	NEVERUP, COMINGUP, UP, SHUTDOWN, GOINGDOWN, KCLEANUP, UCLEANUP, DOWN
}
