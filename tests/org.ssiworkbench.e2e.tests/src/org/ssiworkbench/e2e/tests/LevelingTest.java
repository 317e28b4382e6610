package org.ssiworkbench.e2e.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Real processes that need nothing but the processor spread over real nodes by themselves. */
@Timeout(120)
class LevelingTest {
	private static final Path MODEL = CommandLine.HOME.resolve("examples/leveling/leveling.ssicluster");
	private static final String NAME = "spread";
	private static final String START = "for i in 1 2 3 4 5 6 7 8 9; do bash-ll -c 'while :; do :; done' & done";
	private static final Map<Integer, Long> LEVEL = Map.of(1, 3L, 2, 3L, 3, 3L);
	private static final long LIMIT_NS = 15_000_000_000L;
	private static final long STAY_NS = 6_000_000_000L;
	private static final int POLL_MS = 500;
	private static final long RESIDENCY_NS = 5_000_000_000L;

	@TempDir
	private Path folder;

	@Test
	void nineProcessesOfOneNodeEndAsThreeOnEach() throws Exception {
		Ssi ssi = new Ssi(folder);
		Path trace = folder.resolve("trace");
		try (UpProcess up = new UpProcess(ssi, MODEL, NAME, trace)) {
			up.awaitAllUp();
			assertEquals(0, ssi.run("exec", NAME, 1, "sh", "-c", START).status());
			long begin = System.nanoTime();
			Map<Integer, Long> places = places(ssi);
			while (!places.equals(LEVEL)) {
				assertTrue(System.nanoTime() - begin < LIMIT_NS, "not level in time: " + places);
				Thread.sleep(POLL_MS); // each look costs the nodes processor time
				places = places(ssi);
			}
			long level = System.nanoTime();
			while (System.nanoTime() - level < STAY_NS)
				assertEquals(LEVEL, places(ssi));
			noneMovesTwiceWithinItsResidencyTime(ssi, trace);
			allHaveTheirProgramsNames(ssi, trace);
		}
	}

	/** How many of them each node executes. */
	private static Map<Integer, Long> places(Ssi ssi) throws Exception {
		return array(ssi.run("ps", NAME, "--json")).stream().filter(process -> process.get("arguments").getAsString().startsWith("bash-ll"))
				.collect(Collectors.groupingBy(process -> process.get("node").getAsInt(), TreeMap::new, Collectors.counting()));
	}

	private static void noneMovesTwiceWithinItsResidencyTime(Ssi ssi, Path trace) throws Exception {
		List<JsonObject> moves = new ArrayList<>(array(ssi.run("trace", "migrations", trace, "--json")));
		Map<Integer, Long> came = new HashMap<>();
		moves.removeIf(move -> !move.get("outcome").getAsString().equals("done"));
		assertTrue(moves.size() >= 6, moves.toString());
		for (JsonObject move : moves) {
			assertEquals("bash-ll", move.get("command").getAsString(), "the program, not the shell that it was when it was forked");
			Long before = came.put(move.get("pid").getAsInt(), move.get("resume").getAsLong());
			assertTrue(before == null || move.get("begin").getAsLong() - before >= RESIDENCY_NS, moves.toString());
		}
	}

	private static void allHaveTheirProgramsNames(Ssi ssi, Path trace) throws Exception {
		Ssi.Result state = ssi.run("trace", "state", trace, "--json");
		assertEquals(0, state.status(), state.err());
		List<String> names = JsonParser.parseString(state.out()).getAsJsonObject().getAsJsonObject("processes").entrySet().stream()
				.map(process -> process.getValue().getAsJsonObject().get("command").getAsString()).filter("bash-ll"::equals).toList();
		assertEquals(9, names.size(), state.out());
	}

	private static List<JsonObject> array(Ssi.Result result) {
		assertEquals(0, result.status(), result.err());
		return JsonParser.parseString(result.out()).getAsJsonArray().asList().stream().map(JsonElement::getAsJsonObject).toList();
	}
}
