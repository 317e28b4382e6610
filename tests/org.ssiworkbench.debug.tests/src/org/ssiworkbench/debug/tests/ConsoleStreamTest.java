package org.ssiworkbench.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.debug.model.ConsoleStream;

/** Console output between a fast node and a slow view. */
class ConsoleStreamTest {
	private final ConsoleStream stream = new ConsoleStream();
	private final List<String> chunks = Collections.synchronizedList(new ArrayList<>());

	@Test
	void handsOnEverythingThatFits() {
		stream.addListener((text, from) -> chunks.add(text));
		stream.append("one\r\ntwo\r\n".getBytes(StandardCharsets.UTF_8));
		stream.close();
		assertEquals("one\ntwo\n", String.join("", chunks));
	}

	@Test
	void joinsACharacterThatCameInTwoParts() {
		stream.addListener((text, from) -> chunks.add(text));
		byte[] arrow = "\u2192".getBytes(StandardCharsets.UTF_8);
		stream.append(new byte[] { arrow[0] });
		stream.append(new byte[] { arrow[1], arrow[2] });
		stream.close();
		assertEquals("\u2192", String.join("", chunks));
	}

	@Test
	void aFloodIsCutAndTheGapIsSaid() {
		stream.addListener((text, from) -> chunks.add(text));
		byte[] lines = "a line that is repeated many times\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < 300; i++)
			stream.append(lines);
		stream.append("the end\n".getBytes(StandardCharsets.UTF_8));
		stream.close();
		String shown = String.join("", chunks);
		assertTrue(shown.length() < 2_000_000, "of 10 MB only a part is shown: " + shown.length());
		assertTrue(shown.contains("characters were left out here"), "the gap is said");
		assertTrue(shown.endsWith("the end\n"), "the newest text is always shown");
	}

	@Test
	void keepsTheEndForWhoeverComesLate() {
		stream.append("early\n".getBytes(StandardCharsets.UTF_8));
		stream.close();
		assertEquals("early\n", stream.getContents());
		stream.flushContents();
		assertEquals("", stream.getContents());
	}
}
