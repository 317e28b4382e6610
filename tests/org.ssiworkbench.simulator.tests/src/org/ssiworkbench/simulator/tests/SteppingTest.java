package org.ssiworkbench.simulator.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ssiworkbench.simulator.tests.Recording.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.control.ProcessReply;
import org.ssiworkbench.node.control.ProcessRequest;
import org.ssiworkbench.node.ics.IcsChannel;
import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.node.ics.IcsService;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.NodeProgram;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SimulationEvent;
import org.ssiworkbench.simulator.SimulationEvent.Kind;
import org.ssiworkbench.simulator.stepping.Command;
import org.ssiworkbench.simulator.stepping.History;
import org.ssiworkbench.simulator.stepping.Motion;
import org.ssiworkbench.simulator.stepping.Step;
import org.ssiworkbench.simulator.stepping.Stepper;
import org.ssiworkbench.simulator.stepping.Stepper.Stop;
import org.ssiworkbench.simulator.stepping.Watch;
import org.ssiworkbench.trace.EventKind;

class SteppingTest {
	private static final IcsService ECHO = new IcsService(2, "echo", IcsChannel.NORMAL, "echo");

	/** Every node that is UP calls its neighbour now and then, and the end of the call makes the next one. */
	private static final class Chatter implements NodeProgram {
		@Override
		public void install(int number, Node node) {
			node.ics().register(ECHO, request -> request.reply(0, request.data()));
			node.clms().onChange(() -> call(number, node, 0));
		}

		private void call(int number, Node node, int round) {
			if (round < 40)
				node.ics().call(number % 5 + 1, ECHO, 0, new IcsData(new byte[] { (byte) round }),
						reply -> call(number, node, round + 1));
		}
	}

	/** Stops at receptions of one operation. */
	private static final class Reception implements Watch {
		private final String operation;
		private boolean hit;

		Reception(String operation) {
			this.operation = operation;
		}

		@Override
		public void event(int node, long time, EventKind kind, long cause, Object... values) {
			hit |= kind == EventKind.ICS_RECV && values[5].equals(operation) && values[3].equals("rpc");
		}

		@Override
		public boolean takeHit() {
			return takeMatch();
		}

		@Override
		public boolean takeMatch() {
			boolean was = hit;
			hit = false;
			return was;
		}
	}

	private final Recording recording = new Recording();
	private History history;
	private Stepper stepper;

	@BeforeEach
	void boot() {
		history = new History(Recording.config(5, LinkConfig.FAST, 3), new Chatter(), true, recording);
		stepper = new Stepper(history);
		for (int node = 1; node <= 5; node++)
			history.perform(0, new Command.Boot(node));
	}

	private Stop go(Motion motion) {
		stepper.begin(motion);
		Stop stop = null;
		while (stop == null)
			stop = stepper.run(100, Long.MAX_VALUE);
		return stop;
	}

	/** All of the state that decides what comes, in text. */
	private String state() {
		Simulation simulation = history.simulation();
		StringBuilder text = new StringBuilder().append(simulation.now()).append(simulation.last());
		for (int node = 1; node <= 5; node++)
			text.append('\n').append(simulation.status(node)).append(simulation.history(node));
		return text.append('\n').append(simulation.upcoming()).toString();
	}

	private void crashAndReboot() {
		go(new Motion.Until(3 * SECOND));
		history.perform(3 * SECOND, new Command.Crash(3));
		go(new Motion.Until(9 * SECOND));
		history.perform(9 * SECOND, new Command.Boot(3));
		go(new Motion.Until(20 * SECOND));
	}

	@Test
	void aPositionIsTheSameStateWheneverOneComesThere() {
		List<String> states = new ArrayList<>();
		List<Long> positions = new ArrayList<>();
		while (history.position() < 12_000) {
			for (int i = 0; i < 377; i++)
				history.step();
			if (history.position() > 3_000 && history.simulation().running(3))
				history.perform(history.simulation().now(), new Command.Crash(3));
			positions.add(history.position());
			states.add(state());
		}
		int events = recording.lines.size();
		for (int i : new int[] { 20, 3, 19, 0, 30, 29, 28, 11, 12 }) {
			history.goTo(positions.get(i));
			assertEquals(states.get(i), state(), "position " + positions.get(i));
		}
		assertEquals(events, recording.lines.size(), "what happens again is not recorded again");
	}

	@Test
	void goingOnAfterGoingBackIsTheSameAsNeverHavingGoneBack() {
		crashAndReboot();
		Recording straight = new Recording();
		straight.lines.addAll(recording.lines);
		long end = history.position();
		history.goTo(end / 3);
		go(new Motion.Until(30 * SECOND));

		boot();
		recording.lines.clear();
		boot();
		crashAndReboot();
		assertEquals(straight.lines, recording.lines);
	}

	@Test
	void stepOverStaysOnTheNode() {
		go(new Motion.Until(SECOND));
		for (int i = 0; i < 50; i++) {
			long before = history.position();
			assertEquals(Stop.DONE, go(new Motion.Over(2)));
			assertEquals(2, history.last().node());
			for (long at = before; at < history.position() - 1; at++)
				assertNotEquals(2, history.at(at).node());
		}
	}

	@Test
	void stepIntoFollowsTheMessageAndStepReturnComesBackWithTheReply() {
		stepper.watch(new Reception("echo"));
		assertEquals(Stop.BREAKPOINT, go(new Motion.Resume()));
		Step request = history.last();
		assertTrue(request.isRequest() && request.what().equals("echo.echo"), request.toString());
		Step sender = stepper.frames(history.last()).get(1);
		assertEquals(request.peer(), sender.node());

		go(new Motion.Back(sender.node()));
		history.goTo(sender.position() + 1);
		stepper.watch(Watch.NOTHING);
		assertEquals(Stop.DONE, go(new Motion.Into(request.id())));
		assertEquals(request, history.last());

		assertEquals(Stop.DONE, go(new Motion.Return()));
		Step reply = history.last();
		assertEquals("reply", reply.form());
		assertEquals(sender.node(), reply.node());
		assertTrue(stepper.frames(history.last()).stream().anyMatch(request::equals), "the reply is due to the request");
	}

	@Test
	void whatIsNotPossibleIsRefusedWithAReason() {
		go(new Motion.Until(2 * SECOND));
		while (history.last().kind() != Kind.TIMER || sends())
			history.step();
		assertThrows(IllegalStateException.class, () -> stepper.begin(new Motion.Return()));
		assertThrows(IllegalStateException.class, () -> stepper.begin(new Motion.Into(1)));
		long position = history.position();
		assertThrows(IllegalArgumentException.class, () -> history.perform(3 * SECOND, new Command.Lose(1L << 40)));
		assertThrows(IllegalArgumentException.class, () -> history.perform(3 * SECOND, new Command.Boot(9)));
		assertEquals(position, history.position());
	}

	private boolean sends() {
		long step = history.position() - 1;
		return history.simulation().upcoming().stream().anyMatch(event -> event.madeBy() == step && event.isMessage());
	}

	@Test
	void reverseResumeFindsEveryHitInReverse() {
		stepper.watch(new Reception("echo"));
		List<Long> hits = new ArrayList<>();
		while (hits.size() < 60 && go(new Motion.Resume()) == Stop.BREAKPOINT)
			hits.add(history.position());
		for (int i = hits.size() - 2; i >= 0; i--) {
			assertEquals(Stop.BREAKPOINT, go(new Motion.ReverseResume()));
			assertEquals(hits.get(i), history.position());
		}
		assertEquals(Stop.NOTHING_MORE, go(new Motion.ReverseResume()));
		assertEquals(0, history.position());
	}

	@Test
	void stepBackEndsAtTheBeginning() {
		go(new Motion.Over(1));
		while (go(new Motion.Back(0)) == Stop.DONE)
			assertTrue(history.position() > 0);
		assertEquals(Stop.NOTHING_MORE, go(new Motion.Back(0)));
	}

	@Test
	void anotherCommandInThePastBeginsABranch() {
		crashAndReboot();
		String end = state();
		long before = history.before(history.position(), 4);
		history.goTo(before + 1);
		history.perform(history.simulation().now(), new Command.Crash(1));
		assertEquals(2, history.branches().size());
		assertEquals("main", history.branch().parent());
		go(new Motion.Until(30 * SECOND));
		assertFalse(history.simulation().running(1));

		history.switchTo("main");
		history.goTo(history.branch().end());
		assertEquals(end, state());
		assertEquals(before + 1, history.common(history.branches().get(0), history.branches().get(1)));
		history.switchTo("branch 1");
		assertFalse(history.simulation().running(1));
	}

	/** Waits for an answer; holds something that could not be copied. */
	private static final class Waiting {
		private final CompletableFuture<ProcessReply> answer = new CompletableFuture<>();
	}

	@Test
	void whoWaitsForAnAnswerIsNoPartOfTheState() {
		go(new Motion.Until(2 * SECOND));
		Waiting waiting = new Waiting();
		history.share(waiting);
		int origin = 3 << 15;
		history.perform(2 * SECOND, new Command.Ask(1, new ProcessRequest(7, ProcessRequest.Kind.SIGNAL, origin + 400, 15),
				reply -> waiting.answer.complete(reply)));
		history.perform(2 * SECOND, new Command.Pause(3));
		go(new Motion.Until(3 * SECOND));
		assertFalse(waiting.answer.isDone(), "node 3 would know the process, but stands");
		long position = history.position();
		String state = state();
		go(new Motion.Back(0));
		history.goTo(position);
		assertEquals(state, state());
		history.perform(3 * SECOND, new Command.Resume(3));
		go(new Motion.Until(4 * SECOND));
		assertEquals(7, waiting.answer.join().id());
	}

	@Test
	void aPreferredMessageComesFirst() {
		go(new Motion.Until(SECOND));
		SimulationEvent later = history.simulation().upcoming().getLast();
		history.perform(history.simulation().now(), new Command.Prefer(later.order()));
		history.step();
		assertEquals(later.order(), history.simulation().last().order());
		assertTrue(history.simulation().now() >= later.time());
		assertEquals(Stop.DONE, go(new Motion.Until(9 * SECOND)));
	}

	@Test
	void aLostDatagramIsGoneAndALostFrameComesLater() {
		SimulationEvent datagram = upcoming(Kind.DATAGRAM);
		history.perform(history.simulation().now(), new Command.Lose(datagram.order()));
		assertFalse(history.simulation().upcoming().contains(datagram));
		SimulationEvent frame = upcoming(Kind.FRAME);
		history.perform(history.simulation().now(), new Command.Lose(frame.order()));
		SimulationEvent again = history.simulation().upcoming().stream().filter(event -> event.id() == frame.id()).findFirst().orElseThrow();
		assertTrue(again.time() >= frame.time() + 10 * Recording.MILLI, again + " after " + frame);
	}

	@Test
	void onlyADatagramCanBeRepeated() {
		SimulationEvent datagram = upcoming(Kind.DATAGRAM);
		history.perform(history.simulation().now(), new Command.Repeat(datagram.order()));
		assertEquals(2, history.simulation().upcoming().stream().filter(event -> event.id() == datagram.id()).count());
		SimulationEvent frame = upcoming(Kind.FRAME);
		assertThrows(IllegalArgumentException.class,
				() -> history.perform(history.simulation().now(), new Command.Repeat(frame.order())));
	}

	/** Goes on until an event of a kind is to come. */
	private SimulationEvent upcoming(Kind kind) {
		while (true) {
			for (SimulationEvent event : history.simulation().upcoming())
				if (event.kind() == kind)
					return event;
			assertTrue(history.step());
		}
	}
}
