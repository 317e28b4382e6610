package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceFollower;
import org.ssiworkbench.trace.TraceWriter;

class TraceFollowerTest {
	@TempDir
	Path temp;

	@Test
	void newPacketsAndNewStreamsCome() throws IOException {
		Path folder = temp.resolve("trace");
		try (TraceWriter writer = TraceWriter.create(folder, Traces.DESCRIPTION)) {
			TraceFollower follower = TraceFollower.open(folder);
			assertEquals(List.of(), texts(follower.poll(10)));
			writer.record(1, EventKind.LOG, 0, "info", "a");
			writer.flush();
			assertEquals(List.of("a"), texts(follower.poll(10)));
			assertEquals(List.of(), texts(follower.poll(10)));
			PacketEncoder node = writer.encoder(1);
			Traces.log(node, 2, "b");
			Traces.log(node, 4, "d");
			node.flush();
			writer.record(3, EventKind.LOG, 0, "info", "c");
			writer.flush();
			assertEquals(List.of("b", "c", "d"), texts(follower.poll(10)));
			assertEquals(List.of(), follower.problems());
		}
	}

	@Test
	void noMoreThanAskedForComesAndNothingIsLeftOut() throws IOException {
		Path folder = temp.resolve("trace");
		Traces.write(folder, 500, 30);
		TraceFollower follower = TraceFollower.open(folder);
		List<TraceEvent> events = new ArrayList<>();
		for (List<TraceEvent> some = follower.poll(7); !some.isEmpty(); some = follower.poll(7)) {
			assertEquals(some.subList(0, Math.min(7, some.size())), some);
			events.addAll(some);
		}
		assertEquals(Traces.read(folder), events);
	}

	@Test
	void halfWrittenPacketIsWaitedFor() throws IOException {
		Path folder = temp.resolve("trace");
		Traces.write(folder, 20, 10);
		List<TraceEvent> all = Traces.read(folder);
		byte[] stream = Files.readAllBytes(folder.resolve("node-2"));
		Files.write(folder.resolve("node-2"), new byte[0]);
		TraceFollower follower = TraceFollower.open(folder);
		List<TraceEvent> events = new ArrayList<>();
		for (int i = 0; i < stream.length; i += 50) {
			Files.write(folder.resolve("node-2"), Arrays.copyOfRange(stream, i, Math.min(i + 50, stream.length)), StandardOpenOption.APPEND);
			events.addAll(follower.poll(100));
		}
		assertEquals(List.of(), follower.problems());
		assertEquals(all.size(), events.size());
		assertEquals(all.stream().filter(event -> event.node() == 2).toList(),
				events.stream().filter(event -> event.node() == 2).toList());
	}

	private static List<String> texts(List<TraceEvent> events) {
		return events.stream().map(event -> event.text("text")).toList();
	}
}
