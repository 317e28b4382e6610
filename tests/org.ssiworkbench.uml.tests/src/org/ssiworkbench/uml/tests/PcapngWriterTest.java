package org.ssiworkbench.uml.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.uml.PcapngWriter;

/** The bounds of a capture file. */
class PcapngWriterTest {
	@TempDir
	Path folder;

	@Test
	void fileStopsGrowingAtItsLimit() throws IOException {
		Path file = folder.resolve("capture.pcapng");
		int limit = 10_000;
		try (PcapngWriter writer = new PcapngWriter(file, Map.of(1, "n1"), () -> 1, limit)) {
			for (int i = 0; i < 100; i++)
				writer.write(1, ByteBuffer.allocate(1008), 8);
			assertTrue(writer.omitted() >= 90, writer.omitted() + " omitted");
		}
		assertTrue(Files.size(file) <= limit);
	}
}
