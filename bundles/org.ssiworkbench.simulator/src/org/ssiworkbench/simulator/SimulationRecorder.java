package org.ssiworkbench.simulator;

import org.ssiworkbench.trace.EventKind;

/** Takes the trace events of a simulation, in the order of their time. */
@FunctionalInterface
public interface SimulationRecorder {
	/** Keeps nothing. */
	SimulationRecorder NONE = (node, time, kind, cause, values) -> {
	};

	/**
	 * One event.
	 *
	 * @param node the recording node, 0 = the simulation itself
	 * @param time ns of the one true virtual clock, whatever the node's own clock says
	 * @param values in the order of {@link EventKind#fields()}
	 */
	void event(int node, long time, EventKind kind, long cause, Object... values);
}
