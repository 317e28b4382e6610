package org.ssiworkbench.simulator.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.simulator.campaign.Campaign;
import org.ssiworkbench.simulator.campaign.CampaignResult;

class CampaignTest {
	private static final int SEEDS = 1_000;

	@Test
	void theInvariantsHoldOverAThousandSeeds() {
		CampaignResult result = Campaign.MEMBERSHIP.run(1, SEEDS);
		assertEquals(List.of(), result.violations());
		assertEquals(SEEDS, result.seeds());
		assertTrue(result.calls() > 100 * SEEDS, "only " + result.calls() + " RPCs");
	}

	/** Rare histories, each of which once broke an invariant. */
	@Test
	void theInvariantsHoldWhereTheyOnceDidNot() {
		for (long seed : new long[] { 2296, 2341, 3390, 3613, 4478, 5076, 6294, 11122, 11992, 12631 })
			assertEquals(List.of(), Campaign.PROCESSES.run(seed, 1).violations());
	}

	@Test
	void everyProcessExecutesOnceOverAThousandSeeds() {
		CampaignResult result = Campaign.PROCESSES.run(1, SEEDS);
		assertEquals(List.of(), result.violations());
		assertTrue(result.calls() > 50 * SEEDS, "only " + result.calls() + " moves");
	}
}
