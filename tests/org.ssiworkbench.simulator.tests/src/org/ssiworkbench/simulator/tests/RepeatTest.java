package org.ssiworkbench.simulator.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.campaign.Campaign;

class RepeatTest {
	@Test
	void theSameSeedGivesTheSameEvents() {
		List<String> first = Recording.run(7);
		assertTrue(first.size() > 300, first.size() + " events");
		assertEquals(first, Recording.run(7));
	}

	@Test
	void anotherSeedGivesOthers() {
		assertNotEquals(Recording.run(7), Recording.run(8));
	}

	@ParameterizedTest
	@EnumSource
	void aCampaignRunCanBeReplayed(Campaign campaign) {
		Recording first = new Recording();
		Recording second = new Recording();
		campaign.trace(11, first);
		campaign.trace(11, second);
		assertEquals(first.lines, second.lines);
	}

	@Test
	void steppingIsTheSameAsRunning() {
		Recording stepped = new Recording();
		Simulation simulation = new Simulation(Recording.config(3, LinkConfig.FAST, 3), stepped);
		Recording run = new Recording();
		Simulation other = new Simulation(Recording.config(3, LinkConfig.FAST, 3), run);
		for (int node = 1; node <= 3; node++) {
			simulation.boot(node);
			other.boot(node);
		}
		for (int i = 0; i < 500; i++)
			assertTrue(simulation.step());
		other.runUntil(simulation.now());
		List<String> common = new ArrayList<>(run.lines.subList(0, stepped.lines.size()));
		assertEquals(common, stepped.lines);
	}
}
