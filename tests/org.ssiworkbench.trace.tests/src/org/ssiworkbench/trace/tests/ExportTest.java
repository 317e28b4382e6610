package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.export.ExportFormat;
import org.ssiworkbench.trace.export.ExportProgress;
import org.ssiworkbench.trace.export.ExportRows;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Exports are read by the tools they are for; tshark is the real one, of the Debian package tshark. */
class ExportTest {
	@TempDir
	private Path temp;

	private TraceIndex sample(int messages) throws IOException {
		SampleRun.write(temp.resolve("run"), 3, messages);
		return open(temp.resolve("run"));
	}

	private static TraceIndex open(Path folder) throws IOException {
		TraceIndex index = TraceIndex.open(folder);
		index.update(IndexProgress.NONE);
		return index;
	}

	private Path export(ExportFormat format, ExportRows rows) throws IOException {
		Path file = temp.resolve("export." + format);
		format.export(rows, file, ExportProgress.NONE);
		return file;
	}

	@Test
	void tsharkTakesMessagesApart() throws Exception {
		try (TraceIndex index = sample(400)) {
			Path file = export(ExportFormat.PCAPNG, ExportRows.all(index));
			List<String> lines = tshark(file, "-T", "fields", "-e", "_ws.col.Source", "-e", "_ws.col.Destination", "-e", "frame.comment");
			long sends = rowsOf(index, EventKind.ICS_SEND);
			assertEquals(sends, lines.size());
			String line = "10\\.9\\.0\\.[1-5]\t10\\.9\\.0\\.[1-5]\t(received by node|not received).*";
			assertEquals(List.of(), lines.stream().filter(each -> !each.matches(line)).toList());
			List<String> clms = tshark(file, "-Y", "json.path_with_value == \"/service:clms\"");
			Filter filter = Filter.parse("kind = ics_send and service = clms", index);
			assertEquals(filter.search(index, () -> false).size(), clms.size());
			assertTrue(clms.getFirst().contains("ICS"), clms.getFirst());
		}
	}

	private List<String> tshark(Path file, String... options) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString()));
		command.addAll(List.of(options));
		Process tshark = new ProcessBuilder(command).redirectError(temp.resolve("errors").toFile()).start();
		List<String> lines = new String(tshark.getInputStream().readAllBytes()).lines().toList();
		assertEquals(0, tshark.waitFor(), Files.readString(temp.resolve("errors")));
		return lines;
	}

	private static long rowsOf(TraceIndex index, EventKind kind) {
		long count = 0;
		for (int row = 0; row < index.rows(); row++)
			if (index.kind(row) == kind)
				count++;
		return count;
	}

	@Test
	void perfettoEventsKeepTheRulesOfTheFormat() throws IOException {
		try (TraceIndex index = sample(400)) {
			assertPerfetto(export(ExportFormat.PERFETTO, ExportRows.all(index)));
		}
		RandomTrace.write(temp.resolve("random"), 4, 3000);
		try (TraceIndex index = open(temp.resolve("random"))) {
			assertPerfetto(export(ExportFormat.PERFETTO, ExportRows.all(index)));
		}
	}

	private static void assertPerfetto(Path file) throws IOException {
		new PerfettoRules().check(new Gson().fromJson(Files.readString(file), JsonObject.class));
	}

	@Test
	void shivizClocksCountEveryEventAndKnowWhatWasReceived() throws Exception {
		try (TraceIndex index = sample(300)) {
			List<String> lines = Files.readAllLines(export(ExportFormat.SHIVIZ, ExportRows.all(index)));
			assertEquals(2L * index.rows(), lines.size());
			Map<String, Integer> own = new HashMap<>();
			Map<String, JsonObject> sent = new HashMap<>();
			for (int line = 0; line < lines.size(); line += 2) {
				String host = lines.get(line).substring(0, lines.get(line).indexOf(' '));
				JsonObject clock = JsonParser.parseString(lines.get(line).substring(host.length() + 1)).getAsJsonObject();
				assertEquals(own.merge(host, 1, Integer::sum), clock.get(host).getAsInt());
				String event = lines.get(line + 1);
				String message = event.replaceAll(".* ?msg=(\\d+) .*", "$1");
				if (event.startsWith("ics_send"))
					sent.put(message, clock);
				else if (event.startsWith("ics_recv"))
					sent.get(message).entrySet()
							.forEach(known -> assertTrue(clock.get(known.getKey()).getAsInt() >= known.getValue().getAsInt(), event));
			}
		}
	}

	@Test
	void tooMuchForShivizIsRefusedWithAdvice() throws IOException {
		try (TraceIndex index = sample(60_000)) {
			IOException refused = assertThrows(IOException.class, () -> export(ExportFormat.SHIVIZ, ExportRows.all(index)));
			assertTrue(refused.getMessage().contains("choose at most"), refused.getMessage());
			assertEquals(Set.of("run"), names(temp));
		}
	}

	@Test
	void csvHasALineForEachEventThatTheFilterFinds() throws Exception {
		RandomTrace.write(temp.resolve("random"), 5, 3000);
		try (TraceIndex index = open(temp.resolve("random"))) {
			List<List<String>> table = CsvTable.parse(Files.readString(export(ExportFormat.CSV, ExportRows.all(index))));
			assertEquals(1 + index.rows(), table.size());
			assertEquals(Set.of(table.getFirst().size()), new HashSet<>(table.stream().map(List::size).toList()));
			int text = table.getFirst().indexOf("text");
			for (int row = 0; row < index.rows(); row++)
				if (index.kind(row) == EventKind.LOG)
					assertEquals(index.event(row).text("text"), table.get(1 + row).get(text));
			ExportRows logs = new ExportRows(index, 0, index.rows(), Filter.parse("kind = log", index).search(index, () -> false));
			assertEquals(1 + rowsOf(index, EventKind.LOG), CsvTable.parse(Files.readString(export(ExportFormat.CSV, logs))).size());
		}
	}

	@Test
	void aCancelledExportLeavesNothing() throws IOException {
		try (TraceIndex index = sample(20_000)) {
			List<Long> steps = new ArrayList<>();
			ExportProgress impatient = new ExportProgress() {
				@Override
				public void worked(long done, long total) {
					steps.add(done);
				}

				@Override
				public boolean cancelled() {
					return steps.size() > 2;
				}
			};
			assertThrows(CancellationException.class,
					() -> ExportFormat.CSV.export(ExportRows.all(index), temp.resolve("export.csv"), impatient));
			assertEquals(Set.of("run"), names(temp));
		}
	}

	private static Set<String> names(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return new HashSet<>(files.map(path -> path.getFileName().toString()).toList());
		}
	}
}
