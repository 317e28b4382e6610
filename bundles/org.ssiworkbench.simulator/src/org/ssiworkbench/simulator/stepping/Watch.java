package org.ssiworkbench.simulator.stepping;

import org.ssiworkbench.simulator.SimulationRecorder;
import org.ssiworkbench.trace.EventKind;

/** Looks for an event at which to stop: a set of breakpoints, for example. */
public interface Watch extends SimulationRecorder {
	/** Looks for nothing. */
	Watch NOTHING = new Watch() {
		@Override
		public void event(int node, long time, EventKind kind, long cause, Object... values) {
			// Whatever it is, it is not looked for.
		}

		@Override
		public boolean takeHit() {
			return false;
		}

		@Override
		public boolean takeMatch() {
			return false;
		}
	};

	/** Whether to stop because of an event since the last call of this or {@link #takeMatch}. Counts as a hit. */
	boolean takeHit();

	/** Whether there was an event at which to stop, however often it has been hit. Counts nothing. */
	boolean takeMatch();
}
