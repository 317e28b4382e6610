package org.ssiworkbench.node.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ssiworkbench.node.tests.TestCluster.MILLI;
import static org.ssiworkbench.node.tests.TestCluster.PERIOD;
import static org.ssiworkbench.node.tests.TestCluster.SECOND;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.ics.IcsChannel;
import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.node.ics.IcsReply;
import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.ics.IcsService;
import org.ssiworkbench.node.ics.IcsStatus;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.SplitMix64;
import org.ssiworkbench.trace.EventKind;

class IcsTest {
	private static final IcsService TEST = new IcsService(9, "test", IcsChannel.NORMAL, "echo", "hang", "relay", "note");
	private static final IcsService URGENT = new IcsService(10, "urgent", IcsChannel.PRIORITY_1, "echo");
	private static final int ECHO = 0;
	private static final int HANG = 1;
	private static final int RELAY = 2;
	private static final int NOTE = 3;

	private final List<Integer> priorities = new ArrayList<>();
	private final List<Integer> notes = new ArrayList<>();
	private final List<IcsReply> replies = new ArrayList<>();
	private int served;

	private TestCluster cluster(LinkConfig link) {
		return new TestCluster(link, false, (number, node) -> {
			node.ics().register(TEST, request -> serve(node, request));
			node.ics().register(URGENT, request -> request.reply(0, request.data()));
		}, 3, 1);
	}

	private void serve(Node node, IcsRequest request) {
		served++;
		priorities.add(request.priority());
		switch (request.operation()) {
		case ECHO -> request.reply(-7, request.data());
		case RELAY -> relay(node, request);
		case NOTE -> notes.add(request.from());
		default -> assertEquals(HANG, request.operation());
		}
	}

	/** Passes the call on from node to node, as often as its data says. */
	private void relay(Node node, IcsRequest request) {
		int left = request.data().inline()[0];
		int next = 1 + (request.from() + 1) % 3;
		if (left == 0)
			request.reply(0, IcsData.EMPTY);
		else
			node.ics().call(next, TEST, RELAY, new IcsData(new byte[] { (byte) (left - 1) }), reply -> request.reply(0, IcsData.EMPTY));
	}

	private void call(TestCluster cluster, int from, int to, IcsService service, int operation, IcsData data) {
		Node node = cluster.simulation.node(from);
		node.run(() -> node.ics().call(to, service, operation, data, replies::add));
	}

	@Test
	void aReplyBringsTheOperationsResultAndData() {
		TestCluster cluster = cluster(LinkConfig.FAST).up();
		byte[] inline = { 1, 2, 3 };
		byte[] buffer = new byte[200_000];
		buffer[199_999] = 42;
		for (int to = 1; to <= 3; to++)
			call(cluster, 2, to, TEST, ECHO, new IcsData(inline, List.of(buffer, new byte[0])));
		cluster.simulation.runFor(SECOND);
		assertEquals(3, replies.size());
		for (IcsReply reply : replies) {
			assertEquals(IcsStatus.OK, reply.status());
			assertEquals(-7, reply.result());
			assertArrayEquals(inline, reply.data().inline());
			assertArrayEquals(buffer, reply.data().outOfLine().get(0));
		}
		assertEquals(1, cluster.simulation.node(2).ics().counters(3, IcsChannel.NORMAL).callsEnded);
		assertEquals(200_000, cluster.simulation.node(2).ics().counters(3, IcsChannel.NORMAL).outOfLineBytes);
	}

	@Test
	void limitsAreChecked() {
		assertThrows(IllegalArgumentException.class, () -> new IcsData(new byte[301]));
		byte[] none = new byte[0];
		assertThrows(IllegalArgumentException.class, () -> new IcsData(none, List.of(none, none, none, none, none, none, none, none)));
		assertThrows(IllegalArgumentException.class, () -> new IcsData(none, List.of(new byte[17 << 20])));
		new IcsData(new byte[300], List.of(none, none, none, none, none, none, none));
	}

	@Test
	void pendingCallsEndWithEremoteWhenTheNodeGoesDown() {
		TestCluster cluster = cluster(LinkConfig.FAST).up();
		call(cluster, 2, 3, TEST, HANG, IcsData.EMPTY);
		cluster.simulation.runFor(100 * MILLI);
		cluster.simulation.crash(3);
		call(cluster, 2, 3, TEST, ECHO, IcsData.EMPTY);
		cluster.simulation.runFor(PERIOD);
		assertEquals(List.of(), replies, "not before the node is declared down");
		cluster.simulation.runFor(PERIOD);
		call(cluster, 2, 3, TEST, ECHO, IcsData.EMPTY);
		assertEquals(List.of(IcsStatus.EREMOTE, IcsStatus.EREMOTE, IcsStatus.EREMOTE), replies.stream().map(IcsReply::status).toList());
		assertEquals(2, cluster.events(EventKind.ICS_REMOTE_DOWN, 2).get(0).integer("pending"));
	}

	@Test
	void unknownServicesAreAnswered() {
		TestCluster cluster = cluster(LinkConfig.FAST).up();
		call(cluster, 1, 2, new IcsService(77, "nowhere", IcsChannel.NORMAL, "x"), 0, IcsData.EMPTY);
		cluster.simulation.runFor(SECOND);
		assertEquals(IcsStatus.ENOSYS, replies.get(0).status());
	}

	@Test
	void oneWayMessagesArrive() {
		TestCluster cluster = cluster(LinkConfig.FAST).up();
		Node node = cluster.simulation.node(3);
		node.run(() -> node.ics().send(2, TEST, NOTE, IcsData.EMPTY));
		cluster.simulation.runFor(SECOND);
		assertEquals(List.of(3), notes);
	}

	@Test
	void nestedCallsRiseInPriorityUpToFour() {
		TestCluster cluster = cluster(LinkConfig.FAST).up();
		call(cluster, 1, 2, TEST, RELAY, new IcsData(new byte[] { 6 }));
		cluster.simulation.runFor(SECOND);
		assertEquals(List.of(0, 1, 2, 3, 4, 4, 4), priorities);
		assertEquals(1, replies.size());
	}

	@Test
	void theNormalChannelIsThrottledAndPriorityChannelsAreNot() {
		TestCluster cluster = cluster(new LinkConfig(MILLI, 0, 0, 10_000_000)).up();
		Node node = cluster.simulation.node(1);
		boolean[] ready = new boolean[1];
		for (int i = 0; i < 20; i++)
			call(cluster, 1, 2, TEST, ECHO, new IcsData(new byte[0], List.of(new byte[60_000])));
		cluster.simulation.runFor(20 * MILLI);
		assertTrue(node.ics().wouldThrottle(2, TEST));
		assertFalse(node.ics().wouldThrottle(2, URGENT));
		assertFalse(node.ics().wouldThrottle(3, TEST), "another peer has its own channel");
		node.run(() -> node.ics().waitForThrottle(2, TEST, () -> ready[0] = true));
		assertFalse(ready[0]);
		cluster.simulation.runFor(10 * SECOND);
		assertTrue(ready[0]);
		assertEquals(20, replies.size(), "nothing is lost");
		List<Long> on = cluster.events(EventKind.ICS_THROTTLE, 1).stream().map(event -> event.integer("on")).toList();
		assertTrue(on.size() >= 2 && on.get(0) == 1 && on.get(on.size() - 1) == 0, on.toString());
		assertTrue(node.ics().counters(2, IcsChannel.NORMAL).throttleTime > 0);
	}

	@Test
	void aCallSurvivesBrokenChannelsAndIsServedOnce() {
		TestCluster cluster = cluster(new LinkConfig(5 * MILLI, 0, 0, 0)).up();
		for (int i = 0; i < 50; i++) {
			call(cluster, 1 + i % 3, 1 + (i + 1) % 3, TEST, ECHO, IcsData.EMPTY);
			cluster.simulation.runFor(7 * MILLI);
			cluster.simulation.reset(1 + i % 3, 1 + (i + 1) % 3, i % 2 == 0 ? IcsChannel.NORMAL : IcsChannel.REPLY);
		}
		cluster.simulation.runFor(10 * SECOND);
		assertEquals(50, replies.stream().filter(reply -> reply.status() == IcsStatus.OK).count());
		assertEquals(50, served);
	}

	@Test
	void rubbishIsDroppedAndTraced() {
		TestCluster cluster = cluster(LinkConfig.FAST).up();
		SplitMix64 random = new SplitMix64(1);
		Node node = cluster.simulation.node(2);
		for (int i = 0; i < 20_000; i++) {
			byte[] bytes = new byte[(int) random.below(120)];
			for (int at = 0; at < bytes.length; at++)
				bytes[at] = (byte) random.below(random.chance(50) ? 6 : 256);
			node.received(1, (int) random.below(9) - 1, bytes);
			node.datagramReceived(1 + (int) random.below(200), bytes);
		}
		cluster.simulation.runFor(3 * PERIOD);
		assertFalse(cluster.events(EventKind.LOG, 2).isEmpty());
		call(cluster, 2, 3, TEST, ECHO, IcsData.EMPTY);
		cluster.simulation.runFor(SECOND);
		assertEquals(IcsStatus.OK, replies.get(0).status());
	}
}
