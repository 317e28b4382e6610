package org.ssiworkbench.node.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.node.NodeConfig;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.control.ConfigText;
import org.ssiworkbench.node.control.StatusText;

class ControlTextTest {
	@Test
	void statusSurvivesTheControlLine() throws IOException {
		StatusText status = new StatusText(2, 1, 17, 250, new TreeMap<>(Map.of(1, NodeState.UP, 2, NodeState.COMINGUP)));
		assertEquals(status, StatusText.decode(status.encode()));
	}

	@Test
	void configurationSurvivesTheControlLine() throws IOException {
		NodeConfig node = new NodeConfig(2, new TreeSet<>(List.of(1, 2, 3)), new TreeSet<>(List.of(1)), 3, 2_000_000_000L, true, -5, 4);
		ConfigText config = new ConfigText(node, "10.9.0.0/24", new TreeMap<>(Map.of(1, "10.9.0.1", 2, "10.9.0.2")),
				new TreeMap<>(Map.of("tsc", "12 = 34")));
		assertEquals(config, ConfigText.decode(config.encode()));
	}

	@Test
	void brokenTextNamesTheLine() {
		for (String text : new String[] { "", "number", "node=x\n", "node=1\nmaster=1\ntransid=1\nload=0\nstates=1:ASLEEP\n" })
			assertThrows(IOException.class, () -> StatusText.decode(text.getBytes(StandardCharsets.UTF_8)), text);
	}

	@Test
	void extrasCannotForgeOtherLines() {
		NodeConfig node = new NodeConfig(1, new TreeSet<>(List.of(1)), new TreeSet<>(List.of(1)), 3, 1, false, 0, 1);
		ConfigText config = new ConfigText(node, "10.9.0.0/24", new TreeMap<>(), new TreeMap<>(Map.of("a", "b\nnumber=2")));
		assertThrows(IllegalArgumentException.class, config::encode);
	}
}
