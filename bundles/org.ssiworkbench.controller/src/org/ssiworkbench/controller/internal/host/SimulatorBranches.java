package org.ssiworkbench.controller.internal.host;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.ssiworkbench.controller.protocol.ControllerService.TransitionInfo;
import org.ssiworkbench.controller.protocol.DebugService.BranchInfo;
import org.ssiworkbench.controller.protocol.DebugService.BranchList;
import org.ssiworkbench.controller.protocol.DebugService.Choice;
import org.ssiworkbench.controller.protocol.DebugService.Comparison;
import org.ssiworkbench.controller.protocol.DebugService.UpcomingInfo;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.simulator.SimulationEvent;
import org.ssiworkbench.simulator.stepping.Branch;
import org.ssiworkbench.simulator.stepping.Command;
import org.ssiworkbench.simulator.stepping.History;

/** What may come next in a simulated cluster, and the courses of events that come of it. */
final class SimulatorBranches {
	private static final int SHOWN = 500;

	private final SimulatorHost host;
	private final History history;
	private final VirtualLoop loop;

	SimulatorBranches(SimulatorHost host, History history, VirtualLoop loop) {
		this.host = host;
		this.history = history;
		this.loop = loop;
	}

	/** What is to come, next first. Of the frames on one way of a channel only the first can be preferred or lost. */
	List<UpcomingInfo> upcoming() {
		Set<List<Integer>> ways = new HashSet<>();
		return history.simulation().upcoming().stream()
				.filter(event -> event.kind() != SimulationEvent.Kind.FRAME || ways.add(List.of(event.node(), event.peer(), event.channel())))
				.limit(SHOWN).map(this::info).toList();
	}

	private UpcomingInfo info(SimulationEvent event) {
		return new UpcomingInfo(event.order(), event.time(), event.kind().name().toLowerCase(Locale.ROOT), event.node(), event.peer(),
				event.id(), text(event));
	}

	private String text(SimulationEvent event) {
		String name = event.isMessage() ? host.sent().name(event.id()) : "";
		if (name.isEmpty())
			return event.text();
		return event.kind() == SimulationEvent.Kind.FRAME ? name + " on channel " + event.channel() : name;
	}

	void choose(Choice choice) {
		Command command = command(choice);
		command.check(history.simulation());
		host.beginBranch(choice.branch().isBlank() ? history.freeName() : choice.branch());
		loop.jumped();
		host.perform(command);
	}

	private static Command command(Choice choice) {
		return switch (choice.action()) {
		case "prefer" -> new Command.Prefer(choice.event());
		case "lose" -> new Command.Lose(choice.event());
		case "repeat" -> new Command.Repeat(choice.event());
		case "crash" -> new Command.Crash(choice.node());
		default -> throw new IllegalArgumentException("there is no choice '" + choice.action()
				+ "'; there are prefer, lose, repeat and crash");
		};
	}

	BranchList list() {
		return new BranchList(history.branch().name(), history.branches().stream()
				.map(branch -> new BranchInfo(branch.name(), branch.parent(), branch.begin(), branch.end(),
						host.trace(branch.name()).toString())).toList());
	}

	/** The transitions that only one of two branches has, each followed to its end. */
	Comparison compare(String first, String second) {
		Branch a = history.branch(first);
		Branch b = history.branch(second);
		long common = history.common(a, b);
		String here = history.branch().name();
		try {
			history.switchTo(first);
			long time = history.look(common, simulation -> simulation.now());
			List<TransitionInfo> ofFirst = transitions(a, time);
			history.switchTo(second);
			return new Comparison(common, time, ofFirst, transitions(b, time));
		} finally {
			history.switchTo(here);
		}
	}

	private List<TransitionInfo> transitions(Branch branch, long after) {
		return history.look(branch.end(), simulation -> {
			Map<Transition, TreeSet<Integer>> found = new LinkedHashMap<>();
			for (int node : simulation.config().nodes())
				for (Transition transition : simulation.history(node))
					if (transition.time() > after)
						found.computeIfAbsent(transition, t -> new TreeSet<>()).add(node);
			List<TransitionInfo> all = new ArrayList<>();
			found.forEach((t, seenBy) -> all.add(new TransitionInfo(t.transid(), t.time(), t.node(), t.from().name(), t.to().name(),
					t.cause(), List.copyOf(seenBy))));
			return all;
		});
	}
}
