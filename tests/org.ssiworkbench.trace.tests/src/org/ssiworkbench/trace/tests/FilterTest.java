package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.FilterException;
import org.ssiworkbench.trace.filter.Proposal;
import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;

/** What filters mean, and that the index answers them as the events themselves do. */
class FilterTest {
	private static final TraceEvent SEND = new TraceEvent(1_300_000_000, 2, EventKind.ICS_SEND, 77,
			List.of(5L, 3L, 4L, "rpc", "clms", "update", 0L, 4L, 20L, 1024L));
	private static final TraceEvent TRANSITION = new TraceEvent(2_000_000_000, 1, EventKind.CLMS_TRANSITION, 0,
			List.of(12L, 3L, "UP", "KCLEANUP", "imalive timeout"));

	@ParameterizedTest
	@ValueSource(strings = { "", "kind = ics_send and service = clms and from = 2 and time in 1.2s..1.5s", "to = 3", "peer = 3",
			"not kind = ics_recv", "size = 1044", "size > 1KiB and size <= 2kB", "service ~ LM", "operation ~ /^up.*e$/",
			"service in {vproc, clms}", "channel in 1..4", "form != imalive", "operation !~ join", "cause = 77", "msg = 0x5",
			"message = 5", "(service = x or node = 2) and not (channel < 4)", "kind = clms_view or priority >= 4",
			"service = \"clms\"", "kind in (ics_send, ics_recv)", "KIND = ICS_SEND AND Service = CLMS" })
	void matchesTheSend(String text) throws FilterException {
		assertTrue(Filter.parse(text).matches(SEND), text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "kind = ics_recv", "from = 3", "time > 1.3s", "subject = 3", "subject != 3", "transid < 100",
			"service = \"CLMS\"", "service = vproc or not node = 2", "size < 1KB", "service = 5" })
	void doesNotMatchTheSend(String text) throws FilterException {
		assertTrue(!Filter.parse(text).matches(SEND), text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "from = UP", "to = kcleanup", "subject = 3", "reason ~ timeout", "reason = 'imalive timeout'",
			"transid in 10..20", "not service = clms" })
	void matchesTheTransition(String text) throws FilterException {
		assertTrue(Filter.parse(text).matches(TRANSITION), text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			servise = clms          | 0  | 7  | there is no field 'servise'; did you mean 'service'?
			kind ics_send           | 5  | 8  | expected one of = != ~ !~ < <= > >= in after kind, found 'ics_send'
			kind =                  | 6  | 0  | expected a value, found the end
			kind = ics_send service | 16 | 7  | expected 'and', 'or' or the end, found 'service'
			(node = 1               | 9  | 0  | expected ')', found the end
			node < x                | 7  | 1  | 'x' is no number; write one such as 3, 1.5s, 64KiB or 0xff
			time in 3s..1s          | 12 | 2  | the range ends before it begins
			time = 3sec             | 7  | 4  | '3sec' is no number with a unit; units are ns us ms s min h B kB MB GB KiB MiB GiB
			service ~ /a(/          | 13 | 1  | the regular expression is wrong there: Unclosed group
			service = "clms         | 10 | 5  | a text has no closing quote; end it with "
			node = 1 &              | 9  | 1  | '&' has no meaning here; put texts into quotes
			""")
	void faultsAreTold(String text, int position, int length, String message) {
		FilterException fault = assertThrows(FilterException.class, () -> Filter.parse(text));
		assertEquals(message, fault.getMessage());
		assertEquals(position, fault.position());
		assertEquals(length, fault.length());
	}

	@Test
	void nestingIsBounded() {
		assertThrows(FilterException.class, () -> Filter.parse("(".repeat(100_000)));
		assertThrows(FilterException.class, () -> Filter.parse("not ".repeat(100_000) + "node = 1"));
	}

	@Test
	@Timeout(20)
	void aHostileRegularExpressionEnds() throws FilterException {
		TraceEvent event = new TraceEvent(0, 0, EventKind.LOG, 0, List.of("info", "a".repeat(4000)));
		assertTrue(!Filter.parse("text ~ /(a+)+b/").matches(event));
	}

	@Test
	void theIndexAnswersAsTheEventsDo(@TempDir Path folder) throws IOException, FilterException {
		RandomTrace.write(folder, 8, 10_000);
		try (TraceIndex index = TraceIndex.open(folder)) {
			index.update(IndexProgress.NONE);
			List<TraceEvent> events = Traces.read(folder);
			Random random = new Random(9);
			for (int i = 0; i < 200; i++) {
				Filter filter = Filter.parse(expression(random, 3));
				RowSet found = filter.search(index, () -> false);
				for (int row = 0; row < events.size(); row++)
					if (filter.matches(events.get(row)) != found.contains(row))
						throw new AssertionError(filter + " and row " + row + ": " + events.get(row));
				assertWalks(found, events.size());
			}
		}
	}

	private static void assertWalks(RowSet rows, int end) {
		List<Integer> walked = new ArrayList<>();
		for (int row = rows.next(0); row >= 0; row = rows.next(row + 1))
			walked.add(row);
		assertEquals(rows.size(), walked.size());
		for (int i = 0; i < walked.size(); i += 1 + walked.size() / 50) {
			assertEquals(walked.get(i), rows.get(i));
			assertEquals(i, rows.rank(walked.get(i)));
			assertEquals(walked.get(i), rows.previous(walked.get(i)));
			assertEquals(i == 0 ? -1 : walked.get(i - 1), rows.previous(walked.get(i) - 1));
		}
		assertEquals(rows.size(), rows.count(0, end));
	}

	private static String expression(Random random, int depth) {
		return switch (depth == 0 ? 9 : random.nextInt(10)) {
		case 0, 1 -> expression(random, depth - 1) + " and " + expression(random, depth - 1);
		case 2, 3 -> '(' + expression(random, depth - 1) + " or " + expression(random, depth - 1) + ')';
		case 4 -> "not " + expression(random, 0);
		default -> test(random);
		};
	}

	private static String test(Random random) {
		String[] fields = { "kind", "time", "node", "cause", "from", "to", "peer", "subject", "service", "operation", "form", "size",
				"channel", "priority", "ool", "pid", "latency", "text", "members", "on", "request", "message", "inline", "status" };
		String field = fields[random.nextInt(fields.length)];
		String[] words = { "clms", "UP", "0", "2", "-1", "5GB", "'ünï'", "x", "ics_send", "log" };
		return switch (random.nextInt(5)) {
		case 0 -> field + " in " + random.nextInt(4) + ".." + (4 + random.nextInt(1_000_000));
		case 1 -> field + " > " + random.nextInt(5);
		case 2 -> field + " ~ " + words[random.nextInt(words.length)];
		case 3 -> field + " != " + words[random.nextInt(words.length)];
		default -> field + " = " + words[random.nextInt(words.length)];
		};
	}

	@Test
	void proposesWhatFits(@TempDir Path folder) throws IOException {
		RandomTrace.write(folder, 10, 3000);
		try (TraceIndex index = TraceIndex.open(folder)) {
			index.update(IndexProgress.NONE);
			assertEquals(List.of("service"), proposed("kind = log and serv", index));
			assertEquals(List.of("ics_recv", "ics_remote_down", "ics_rpc_done"), proposed("kind = ics_r", index));
			assertEquals(List.of("clms"), proposed("service = cl", index));
			assertEquals(List.of("and", "or"), proposed("kind = log ", index));
			assertTrue(proposed("kind ", index).containsAll(List.of("=", "in", "~")));
			assertTrue(proposed("kind = log or not ", index).contains("subject"));
			assertEquals(List.of(), proposed("kin = log and ", index));
			assertEquals(List.of("1", "2", "3", "4"), proposed("node = ", index));
		}
	}

	private static List<String> proposed(String text, TraceIndex index) {
		return Filter.complete(text, text.length(), index).stream().map(Proposal::text).toList();
	}
}
