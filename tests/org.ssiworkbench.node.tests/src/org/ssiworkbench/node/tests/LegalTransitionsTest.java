package org.ssiworkbench.node.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.clms.LegalTransitions;

class LegalTransitionsTest {
	@Test
	void exactlyTheDocumentedOnesAreLegal() {
		Set<String> legal = new TreeSet<>(Set.of("NEVERUP COMINGUP", "DOWN COMINGUP", "COMINGUP UP", "UP SHUTDOWN", "UP GOINGDOWN",
				"SHUTDOWN UP", "SHUTDOWN GOINGDOWN", "COMINGUP KCLEANUP", "UP KCLEANUP", "SHUTDOWN KCLEANUP", "GOINGDOWN KCLEANUP",
				"KCLEANUP UCLEANUP", "UCLEANUP DOWN"));
		Set<String> found = new TreeSet<>();
		for (NodeState from : NodeState.values())
			for (NodeState to : NodeState.values())
				if (LegalTransitions.allows(from, to))
					found.add(from + " " + to);
		assertEquals(legal, found);
	}
}
