package org.ssiworkbench.e2e.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceEvents;
import org.ssiworkbench.trace.TraceReader;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Membership;
import org.ssiworkbench.trace.query.MembershipChange;
import org.ssiworkbench.trace.query.TraceChecks;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * A life on real kernels, of which the tests look at the trace: node 3 crashes while node 4 joins, so that the master has
 * an RPC to node 3 under way; node 3 comes back; the master crashes.
 */
class MembershipTest {
	private static final long TIMEOUT = 2_000_000_000L;
	private static final String MODEL = """
			<?xml version="1.0" encoding="UTF-8"?>
			<ssi:Cluster xmi:version="2.0" xmlns:xmi="http://www.omg.org/XMI" xmlns:ssi="http://www.ssiworkbench.org/cluster/1"
			    id="cluster" name="life">
			  <nodes id="alpha" number="1" name="alpha" initNode="true" kernel="debian"/>
			  <nodes id="beta" number="2" name="beta" initNode="true" kernel="debian"/>
			  <nodes id="gamma" number="3" name="gamma" kernel="debian"/>
			  <nodes id="delta" number="4" name="delta" kernel="debian"/>
			  <kernels id="debian"/>
			  <interconnects id="lan" subnet="10.9.0.0/24"/>
			  <root id="root"/>
			  <membership id="membership" imalivePeriod="2s"/>
			</ssi:Cluster>
			""";

	@TempDir
	private static Path folder;
	private static Ssi ssi;
	private static Path trace;

	@BeforeAll
	static void live() throws Exception {
		ssi = new Ssi(folder);
		trace = folder.resolve("trace");
		Path model = Files.writeString(folder.resolve("life.ssicluster"), MODEL);
		try (UpProcess up = new UpProcess(ssi, model, "life", trace, "--nodes", "1,2,3")) {
			up.awaitAllUp();
			commands();
			assertEquals(0, ssi.run("crash", "life", 3).status());
			assertEquals(0, ssi.run("add", "life", 4).status());
			up.awaitNode(3, "DOWN");
			up.awaitNode(4, "UP");
			assertEquals(0, ssi.run("add", "life", 3).status());
			up.awaitNode(3, "UP");
			assertEquals(0, ssi.run("crash", "life", 1).status());
			JsonObject survived = up.awaitNode(1, "DOWN");
			assertEquals(2, survived.get("master").getAsInt());
			assertEquals(0, ssi.run("down", "life").status());
		}
	}

	@AfterAll
	static void nothingIsLeftOfTheCluster() {
		assertTrue(Files.notExists(folder.resolve("ssi-workbench/life")));
	}

	private static void commands() throws IOException, InterruptedException {
		Ssi.Result result = ssi.runWithInput("a line\n", "exec", "life", 2, "sh", "-c", "cat; hostname; echo wrong >&2; exit 7");
		assertEquals(new Ssi.Result(7, "a line\nbeta\n", "wrong\n"), result);
		assertEquals(137, ssi.run("exec", "life", 2, "sh", "-c", "kill -9 $$").status());
		assertEquals(127, ssi.run("exec", "life", 2, "no-such-command").status());
	}

	private static List<MembershipChange> changes(Predicate<MembershipChange> wanted) throws IOException {
		try (TraceIndex index = TraceIndex.open(trace)) {
			index.update(IndexProgress.NONE);
			return Membership.of(index).stream().filter(wanted).toList();
		}
	}

	private static List<TraceEvent> events(EventKind kind, Predicate<TraceEvent> wanted) throws IOException {
		List<TraceEvent> found = new ArrayList<>();
		TraceEvents events = TraceReader.open(trace).events(EnumSet.of(kind));
		events.forEachRemaining(event -> {
			if (wanted.test(event))
				found.add(event);
		});
		return found;
	}

	private static TraceEvent crash(int node) throws IOException {
		return events(EventKind.FAULT_INJECTED, event -> event.text("fault").equals("crash") && event.integer("subject") == node)
				.getFirst();
	}

	private static MembershipChange lost(int node) throws IOException {
		return changes(change -> change.node() == node && change.to().equals("KCLEANUP")).getFirst();
	}

	@Test
	void survivorsSeeTheSameTransitionsOfTheCrashedNode() throws Exception {
		long crash = crash(3).time();
		List<MembershipChange> seen = changes(change -> change.node() == 3 && change.time() > crash).subList(0, 3);
		assertEquals(List.of("KCLEANUP", "UCLEANUP", "DOWN"), seen.stream().map(MembershipChange::to).toList());
		assertEquals("UP", seen.getFirst().from());
		for (MembershipChange change : seen)
			assertTrue(change.seenBy().containsAll(List.of(1, 2)), change.toString());
	}

	@Test
	void theCrashIsFoundInTime() throws Exception {
		long lost = lost(3).time();
		long lastBeat = events(EventKind.ICS_RECV,
				event -> event.node() == 1 && event.integer("peer") == 3 && event.text("form").equals("imalive") && event.time() < lost)
				.getLast().time();
		assertTrue(lost - lastBeat >= TIMEOUT && lost - lastBeat <= TIMEOUT * 3 / 2,
				"declared down " + (lost - lastBeat) / 1_000_000 + " ms after its last imalive");
	}

	@Test
	void pendingCallsToTheCrashedNodeEndWithEremote() throws Exception {
		long crash = crash(3).time();
		long rejoined = changes(change -> change.node() == 3 && change.from().equals("DOWN")).getFirst().time();
		List<TraceEvent> ended = events(EventKind.ICS_RPC_DONE,
				event -> event.integer("peer") == 3 && event.time() > crash && event.time() < rejoined);
		assertTrue(!ended.isEmpty(), "no RPC to node 3 was under way");
		for (TraceEvent event : ended)
			assertEquals("EREMOTE", event.text("status"), event.toString());
	}

	@Test
	void theNodeRejoined() throws Exception {
		long down = changes(change -> change.node() == 3 && change.to().equals("DOWN")).getFirst().time();
		List<String> then = changes(change -> change.node() == 3 && change.time() > down).stream().map(MembershipChange::to).limit(2)
				.toList();
		assertEquals(List.of("COMINGUP", "UP"), then);
	}

	@Test
	void theNewMasterLostNoTransition() throws Exception {
		long crash = crash(1).time();
		long joined = changes(change -> change.node() == 2 && change.to().equals("UP")).getFirst().time();
		long settled = crash - 100_000_000; // the last 100 ms of a crashed node are excused
		for (MembershipChange change : changes(change -> change.time() >= joined && change.time() < settled))
			assertTrue(change.seenBy().contains(2), change.toString());
		assertTrue(lost(1).seenBy().contains(2), lost(1).toString());
	}

	@Test
	void everyReceiveHasItsEarlierSend() throws Exception {
		assertEquals(List.of(), TraceChecks.of(TraceReader.open(trace)));
	}

	@Test
	void babeltraceReadsAllThatWeCount() throws Exception {
		Ssi.Result babeltrace = ssi.program("babeltrace2", trace.toString());
		assertEquals(0, babeltrace.status());
		assertEquals("", babeltrace.err());
		JsonObject info = JsonParser.parseString(ssi.run("trace", "info", trace, "--json").out()).getAsJsonObject();
		assertEquals(info.get("events").getAsLong(), babeltrace.out().lines().count());
		assertEquals(0, info.get("lost").getAsLong());
	}

	@Test
	void tsharkReadsTheFrames() throws Exception {
		Ssi.Result tshark = ssi.program("tshark", "-r", trace.resolve("network/interconnect.pcapng").toString(), "-Y",
				"tcp.port == 7100");
		assertEquals(0, tshark.status(), tshark.err());
		assertTrue(tshark.out().lines().count() > 10, tshark.out());
	}
}
