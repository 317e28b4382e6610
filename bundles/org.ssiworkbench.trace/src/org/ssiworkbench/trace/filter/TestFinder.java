package org.ssiworkbench.trace.filter;

import java.util.Arrays;
import java.util.List;

/** Answers a test of one field: with one check for each way in which types of events store the field. */
final class TestFinder extends Finder {
	private final List<SlotCheck> checks;

	TestFinder(List<SlotCheck> checks) {
		this.checks = checks;
	}

	@Override
	boolean possible(ZoneRows zone) {
		for (SlotCheck check : checks)
			if (check.possible(zone))
				return true;
		return false;
	}

	@Override
	void find(ZoneRows zone, long[] candidates, long[] result) {
		Arrays.fill(result, 0);
		for (SlotCheck check : checks)
			if (check.possible(zone))
				check.find(zone, candidates, result);
	}

	@Override
	int cost() {
		return checks.stream().mapToInt(SlotCheck::cost).sum();
	}
}
