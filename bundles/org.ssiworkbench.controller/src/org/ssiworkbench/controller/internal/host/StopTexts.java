package org.ssiworkbench.controller.internal.host;

import java.util.List;

import org.ssiworkbench.trace.breakpoint.Breakpoint.Type;
import org.ssiworkbench.trace.breakpoint.Breakpoints.Hit;

/** What a stop is called. */
final class StopTexts {
	private StopTexts() {
	}

	/** A broken invariant says more than what was handled then. */
	static String of(List<Hit> hits, String handled) {
		return hits.stream().filter(hit -> hit.breakpoint().type() == Type.INVARIANT).map(Hit::text).findFirst().orElse(handled);
	}
}
