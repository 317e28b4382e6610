package org.ssiworkbench.simulator.stepping;

import org.ssiworkbench.simulator.stepping.Stepper.Stop;

/**
 * Looks back for the last breakpoint hit. Runs again from kept state to kept state, the latest stretch first, and stays at
 * the last hit in a stretch.
 */
final class ReverseSearch {
	private final History history;
	private final Watch watch;
	private long begin;
	private long end;
	private long hit = -1;

	ReverseSearch(History history, Watch watch) {
		this.history = history;
		this.watch = watch;
		begin = history.position();
		end = begin;
	}

	Stop run(long steps) {
		if (begin == 0 && end == 0)
			return Stop.NOTHING_MORE;
		if (begin == end)
			stretch(end - 1);
		for (long left = steps; left > 0; left--) {
			if (history.position() == end && hit >= 0)
				return stay();
			if (history.position() == end && begin == 0) {
				history.goTo(0);
				return Stop.NOTHING_MORE;
			}
			if (history.position() == end)
				stretch(begin);
			history.step();
			if (watch.takeMatch())
				hit = history.position();
		}
		return null;
	}

	private void stretch(long newEnd) {
		end = newEnd;
		begin = newEnd == 0 ? 0 : history.keptBefore(newEnd - 1);
		history.goTo(begin);
	}

	private Stop stay() {
		history.goTo(hit);
		return Stop.BREAKPOINT;
	}
}
