package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * What a file in the trace event format has to be like so that its readers take all of it. There is no official schema; these are
 * the conditions under which Perfetto's importer (google/perfetto, {@code src/trace_processor/importers/json}) drops an event or
 * counts it as a failure, and the types in the schema of loaders.gl (visgl/loaders.gl, {@code chrome-trace-schema.ts}).
 */
final class PerfettoRules {
	private static final Set<String> NAMES = Set.of("process_name", "thread_name");
	/** Rounding of times in microseconds. */
	private static final double EPSILON = 1e-6;

	private final Map<String, JsonObject> slices = new HashMap<>();
	private final Map<String, Double> open = new HashMap<>();
	private final Map<String, Integer> arrows = new HashMap<>();

	/** Fails with the first event that is not as it has to be. */
	void check(JsonObject file) {
		assertTrue(Set.of("ms", "ns").contains(file.get("displayTimeUnit").getAsString()));
		assertTrue(file.get("otherData").isJsonObject());
		for (JsonElement event : file.getAsJsonArray("traceEvents"))
			check(event.getAsJsonObject(), event.toString());
		assertEquals(Map.of(), open, "everything that begins ends");
		assertTrue(arrows.values().stream().allMatch(sum -> sum == 0), "every arrow has both ends");
	}

	private void check(JsonObject event, String text) {
		assertFalse(event.get("name").getAsString().isEmpty(), text);
		assertTrue(isUnsigned(event.get("pid")) && isUnsigned(event.get("tid")), text);
		assertTrue(!event.has("args") || event.get("args").isJsonObject(), text);
		String phase = event.get("ph").getAsString();
		if (phase.equals("M")) {
			assertTrue(NAMES.contains(event.get("name").getAsString()), text);
			assertFalse(event.getAsJsonObject("args").get("name").getAsString().isEmpty(), text);
			return;
		}
		assertTrue(time(event) >= 0, text);
		assertTrue(event.get("cat").getAsJsonPrimitive().isString(), text);
		switch (phase) {
			case "X" -> slice(event, text);
			case "b", "e" -> span(event, phase, text);
			case "s", "f" -> arrow(event, phase, text);
			case "C" -> event.getAsJsonObject("args").asMap().values()
					.forEach(value -> assertTrue(value.getAsJsonPrimitive().isNumber(), text));
			case "i" -> assertEquals("t", event.get("s").getAsString(), text);
			default -> throw new AssertionError("a kind of event that we do not write: " + text);
		}
	}

	private static boolean isUnsigned(JsonElement number) {
		return number.getAsJsonPrimitive().isNumber() && number.getAsBigDecimal().toBigIntegerExact().signum() >= 0
				&& number.getAsLong() < 1L << 32;
	}

	private void slice(JsonObject event, String text) {
		assertTrue(event.get("dur").getAsDouble() > 0, text);
		JsonObject before = slices.put(track(event), event);
		assertTrue(before == null || end(before) <= time(event) + EPSILON, "slices of a track do not overlap: " + text);
	}

	/** What begins and ends on its own: known again by its category, name and id. */
	private void span(JsonObject event, String phase, String text) {
		assertFalse(event.get("id").getAsString().isEmpty(), text);
		String span = event.get("pid") + "/" + event.get("cat") + "/" + event.get("name") + "/" + event.get("id");
		if (phase.equals("b"))
			assertNull(open.put(span, time(event)), "begins once: " + text);
		else
			assertTrue(open.remove(span) <= time(event), "ends after it began: " + text);
	}

	/** An end of an arrow is bound to the slice that is there at its time; ids are hexadecimal. */
	private void arrow(JsonObject event, String phase, String text) {
		Long.parseUnsignedLong(event.get("id").getAsString().replaceFirst("^0x", ""), 16);
		JsonObject slice = slices.get(track(event));
		assertTrue(slice != null && time(slice) <= time(event) && time(event) <= end(slice), "within a slice: " + text);
		assertTrue(phase.equals("s") || event.get("bp").getAsString().equals("e"), text);
		arrows.merge(event.get("cat") + "/" + event.get("name") + "/" + event.get("id"), phase.equals("s") ? 1 : -1, Integer::sum);
	}

	private static String track(JsonObject event) {
		return event.get("pid") + "/" + event.get("tid");
	}

	private static double time(JsonObject event) {
		assertTrue(event.get("ts").getAsJsonPrimitive().isNumber(), event.toString());
		return event.get("ts").getAsDouble();
	}

	private static double end(JsonObject slice) {
		return time(slice) + slice.get("dur").getAsDouble();
	}
}
