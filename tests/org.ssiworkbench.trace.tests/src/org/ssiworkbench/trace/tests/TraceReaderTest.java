package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceFormatException;
import org.ssiworkbench.trace.TraceInfo;
import org.ssiworkbench.trace.TraceReader;
import org.ssiworkbench.trace.TraceWriter;

class TraceReaderTest {
	private static final EnumSet<EventKind> ALL = EnumSet.allOf(EventKind.class);

	@TempDir
	Path temp;

	@Test
	void eventsComeByTimeThenNodeThenPosition() throws IOException {
		Path folder = temp.resolve("trace");
		try (TraceWriter writer = TraceWriter.create(folder, Traces.DESCRIPTION)) {
			for (int node : new int[] { 10, 2, 1 }) {
				PacketEncoder encoder = writer.encoder(node);
				Traces.log(encoder, 5, node + " first");
				Traces.log(encoder, 5, node + " second");
				encoder.flush();
				Traces.log(encoder, 5, node + " third");
				Traces.log(encoder, 10 - node % 10, node + " last");
				encoder.flush();
			}
			writer.record(5, EventKind.LOG, 0, "info", "controller");
		}
		assertEquals(List.of("controller", "1 first", "1 second", "1 third", "2 first", "2 second", "2 third", "10 first",
				"10 second", "10 third", "2 last", "1 last", "10 last"),
				Traces.read(folder).stream().map(event -> event.text("text")).toList());
	}

	@Test
	void seekGivesWhatReadingOnGives() throws IOException {
		Path folder = temp.resolve("trace");
		Traces.write(folder, 500, 7);
		TraceReader reader = TraceReader.open(folder);
		List<TraceEvent> all = Traces.list(reader.events());
		for (long from = 0; from < 510_000; from += 700) {
			long start = from;
			List<TraceEvent> expected = all.stream().filter(event -> event.time() >= start).toList();
			assertEquals(expected, Traces.list(reader.events(ALL, from)), "from " + from);
		}
	}

	@Test
	void onlyTheKindsAskedForCome() throws IOException {
		Path folder = temp.resolve("trace");
		Traces.write(folder, 50, 7);
		List<TraceEvent> sends = Traces.list(TraceReader.open(folder).events(EnumSet.of(EventKind.ICS_SEND)));
		assertEquals(50, sends.size());
		assertTrue(sends.stream().allMatch(event -> event.kind() == EventKind.ICS_SEND));
	}

	@Test
	void infoCounts() throws IOException {
		Path folder = temp.resolve("trace");
		Traces.write(folder, 50, 10);
		TraceInfo info = TraceReader.open(folder).info();
		assertEquals(new TraceInfo(Traces.DESCRIPTION, 101, List.of(1, 2), 0, 50_400, 0,
				List.of(new TraceInfo.Stream("controller", 0, 1, 1, 1, 0, 0, 0),
						new TraceInfo.Stream("node-1", 1, 1, 5, 50, 1000, 50_000, 0),
						new TraceInfo.Stream("node-2", 2, 1, 5, 50, 1400, 50_400, 0)),
				List.of()), info);
	}

	@Test
	void descriptionComesBackWhateverItsNames() throws IOException {
		TraceDescription odd = new TraceDescription(TraceDescription.seededId(-1), "\"gr\u00F6\u00DFe\\ {} /* */ ;", "uml", Long.MIN_VALUE, 0);
		TraceWriter.create(temp.resolve("trace"), odd).close();
		assertEquals(odd, TraceReader.open(temp.resolve("trace")).description());
	}

	@Test
	void olderTraceWithoutAFieldAndNewerWithAKindCanBeRead() throws IOException {
		Path folder = temp.resolve("trace");
		try (TraceWriter writer = TraceWriter.create(folder, Traces.DESCRIPTION)) {
			writer.record(1, EventKind.ICS_REMOTE_DOWN, 0, 2, 3);
			writer.record(2, EventKind.LOAD_SAMPLE, 0, 70);
		}
		Path metadata = folder.resolve("metadata");
		String text = Files.readString(metadata);
		Files.writeString(metadata, text.replace("int64_t pending;", "int64_t old_name;").replace("\"load_sample\"", "\"from_the_future\""));
		TraceReader reader = TraceReader.open(folder);
		TraceEvent event = reader.events().next();
		assertEquals(List.of(2L, 0L), event.values());
		assertEquals(1, Traces.list(reader.events()).size());
		assertEquals(2, reader.info().events());
	}

	@Test
	void foldersThatAreNoTraceAreRefused() throws IOException {
		assertRefused("is not a folder", temp.resolve("missing"));
		assertRefused("no file named metadata", temp);
		Files.createDirectory(temp.resolve("metadata"));
		assertRefused("no file named metadata", temp);
	}

	@Test
	void foreignAndBrokenMetadataAreRefused() throws IOException {
		Path folder = temp.resolve("trace");
		TraceWriter.create(folder, Traces.DESCRIPTION).close();
		String ours = Files.readString(folder.resolve("metadata"));
		assertMetadataRefused("ssi trace events", folder, ours.replace("ssi-workbench", "lttng-modules"));
		assertMetadataRefused("another way", folder, ours.replace("uint16_t id;", "uint32_t id;"));
		assertMetadataRefused("another way", folder, ours.replace("byte_order = le", "byte_order = be"));
		assertMetadataRefused("not named", folder, "");
		assertMetadataRefused("there is no type x", folder, "/* CTF 1.8 */\nstream { event.header := x; };");
		assertMetadataRefused("of a type", folder, ours.replace("string text;", "int64_t text[4];"));
		assertMetadataRefused("used twice", folder, ours.replaceFirst("id = 1;", "id = 0;"));
		assertMetadataRefused("uuid", folder, ours.replace("uuid = \"", "uuid = \"no "));
		assertMetadataRefused("no closing quote", folder, "env { a = \"b\n");
		assertMetadataRefused("no end", folder, "/* CTF");
	}

	@Test
	void metadataCutAnywhereIsRefusedOrRead() throws IOException {
		Path folder = temp.resolve("trace");
		Traces.write(folder, 20, 10);
		String ours = Files.readString(folder.resolve("metadata"));
		int refused = 0;
		for (int length = 0; length < ours.length(); length++) {
			Files.writeString(folder.resolve("metadata"), ours.substring(0, length));
			try {
				TraceReader.open(folder).info();
			} catch (TraceFormatException e) {
				refused++;
			}
		}
		assertTrue(refused > ours.length() / 2, "a cut in the middle of a block is refused");
	}

	private static void assertMetadataRefused(String expected, Path folder, String metadata) throws IOException {
		Files.writeString(folder.resolve("metadata"), metadata);
		assertRefused(expected, folder);
	}

	private static void assertRefused(String expected, Path folder) {
		TraceFormatException refused = assertThrows(TraceFormatException.class, () -> TraceReader.open(folder));
		assertTrue(refused.getMessage().contains(expected), refused.getMessage());
	}
}
