package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Ids;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceReader;
import org.ssiworkbench.trace.TraceWriter;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Membership;
import org.ssiworkbench.trace.query.MembershipChange;
import org.ssiworkbench.trace.query.Message;
import org.ssiworkbench.trace.query.Messages;
import org.ssiworkbench.trace.query.TraceChecks;
import org.ssiworkbench.trace.query.Violation;

class QueryTest {
	private static final long SECOND = 1_000_000_000;

	@TempDir
	Path temp;

	private TraceWriter writer;
	private PacketEncoder one;
	private PacketEncoder two;

	@BeforeEach
	void create() throws IOException {
		writer = TraceWriter.create(temp.resolve("trace"), Traces.DESCRIPTION);
		one = writer.encoder(1);
		two = writer.encoder(2);
	}

	@Test
	void messagesArePaired() throws IOException {
		one.add(100, EventKind.ICS_SEND, 0, id(1), 2, 3, "rpc", "clms", "join", 0, 4, 5, 6);
		two.add(150, EventKind.ICS_RECV, 0, id(1), 1, 3, "rpc", "clms", "join", 0, 4, 5, 6);
		Message message = messages().getFirst();
		assertEquals(new Message(id(1), 1, 2, 3, "rpc", "clms", "join", 0, 4, 5, 6, 100, 150, Message.State.DELIVERED), message);
		assertEquals(50, message.latency());
	}

	@Test
	void messagesThatDidNotArriveAreLostOrInFlight() throws IOException {
		send(one, 100, 1, 2);
		send(one, SECOND, 2, 2);
		one.add(SECOND, EventKind.ICS_REMOTE_DOWN, 0, 2, 0);
		send(one, SECOND + 1, 3, 2);
		send(one, SECOND + 2, 4, 3);
		send(one, SECOND + 200, 5, 2);
		receive(two, SECOND + 300, 5, 1);
		assertEquals(List.of(Message.State.LOST, Message.State.LOST, Message.State.IN_FLIGHT, Message.State.IN_FLIGHT,
				Message.State.DELIVERED), messages().stream().map(Message::state).toList());
	}

	@Test
	void receiveWithoutSendIsStillAMessage() throws IOException {
		receive(two, 50, 9, 1);
		Message message = messages().getFirst();
		assertEquals(List.of(1, 2), List.of(message.from(), message.to()));
		assertEquals(Message.UNKNOWN, message.sent());
		assertEquals(Message.UNKNOWN, message.latency());
		assertEquals(50, message.time());
	}

	@Test
	void membershipIsMergedOverNodes() throws IOException {
		transition(two, 20, 1, 2, "COMINGUP", "UP");
		transition(one, 25, 1, 2, "COMINGUP", "UP");
		transition(one, 30, 2, 2, "UP", "KCLEANUP");
		writer.record(31, EventKind.CLMS_TRANSITION, 0, 2, 2, "UP", "KCLEANUP", "imalive timeout");
		assertEquals(List.of(new MembershipChange(20, 1, 2, "COMINGUP", "UP", "imalive timeout", List.of(1, 2)),
				new MembershipChange(30, 2, 2, "UP", "KCLEANUP", "imalive timeout", List.of(1))), Membership.of(index()));
	}

	@Test
	void twoMastersShowAsTwoTransitionsOfOneId() throws IOException {
		transition(one, 20, 7, 2, "UP", "KCLEANUP");
		transition(two, 21, 7, 1, "UP", "KCLEANUP");
		assertEquals(List.of(2, 1), Membership.of(index()).stream().map(MembershipChange::node).toList());
	}

	@Test
	void soundTraceHasNoViolations() throws IOException {
		send(two, 100, Ids.message(2, 1), 1);
		one.add(100, EventKind.ICS_RECV, 0, Ids.message(2, 1), 2, 1, "message", "clms", "update", 0, 1, 20, 0);
		send(one, 200, 1, 2);
		receive(two, 201, 1, 1);
		assertEquals(List.of(), TraceChecks.of(trace()));
	}

	@Test
	void receiveBeforeItsSendIsAViolation() throws IOException {
		send(one, 200, 1, 2);
		receive(two, 199, 1, 1);
		assertEquals(List.of(Violation.Rule.SEND_BEFORE_RECEIVE), rules());
	}

	@Test
	void receiveWithoutSendIsAViolationWhileTheSenderLived() throws IOException {
		send(one, 100, 1, 2);
		receive(two, 150, 2, 1);
		send(one, 200, 3, 2);
		assertEquals(List.of(Violation.Rule.RECEIVE_HAS_SEND), rules());
	}

	@Test
	void lastSendsOfACrashedNodeAreExcused() throws IOException {
		send(one, 100, id(1), 2);
		one.flush();
		PacketEncoder rebooted = writer.encoder(1);
		long laterLife = 1L << 32;
		receive(two, 150, id(2), 1);
		send(rebooted, 500, id(laterLife + 1), 2);
		receive(two, 600, id(laterLife + 1), 1);
		rebooted.flush();
		assertEquals(List.of(), TraceChecks.of(trace()));
	}

	@Test
	void sendMadeEarlyButSentLastByACrashedNodeIsExcused() throws IOException {
		send(one, 100, id(1), 2);
		send(one, 110, id(3), 2);
		receive(two, 150, id(2), 1);
		assertEquals(List.of(), TraceChecks.of(trace()));
	}

	@Test
	void sendsMissingFromTheMiddleOfALaterLifeAreNotExcused() throws IOException {
		send(one, 100, id(1), 2);
		one.flush();
		PacketEncoder rebooted = writer.encoder(1);
		long laterLife = 1L << 32;
		send(rebooted, 500, id(laterLife + 1), 2);
		receive(two, 600, id(laterLife + 2), 1);
		send(rebooted, 700, id(laterLife + 3), 2);
		rebooted.flush();
		assertEquals(List.of(Violation.Rule.RECEIVE_HAS_SEND), rules());
	}

	private List<Violation.Rule> rules() throws IOException {
		return TraceChecks.of(trace()).stream().map(Violation::rule).toList();
	}

	private List<Message> messages() throws IOException {
		return new Messages(index()).matching(Filter.ALL);
	}

	/** Kept by nobody: the test's folder goes, and with it the index. */
	private TraceIndex index() throws IOException {
		TraceIndex index = TraceIndex.open(trace().folder());
		index.update(IndexProgress.NONE);
		return index;
	}

	private TraceReader trace() throws IOException {
		one.flush();
		two.flush();
		writer.close();
		return TraceReader.open(writer.folder());
	}

	private static long id(long counter) {
		return Ids.message(1, counter);
	}

	private static void send(PacketEncoder encoder, long time, long id, int peer) {
		Traces.message(encoder, time, EventKind.ICS_SEND, id, peer);
	}

	private static void receive(PacketEncoder encoder, long time, long id, int peer) {
		Traces.message(encoder, time, EventKind.ICS_RECV, id, peer);
	}

	private static void transition(PacketEncoder encoder, long time, long transid, int subject, String from, String to) {
		encoder.add(time, EventKind.CLMS_TRANSITION, 0, transid, subject, from, to, "imalive timeout");
	}
}
