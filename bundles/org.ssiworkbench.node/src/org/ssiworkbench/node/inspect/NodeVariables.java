package org.ssiworkbench.node.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.node.control.StatusText;
import org.ssiworkbench.node.ics.IcsChannel;
import org.ssiworkbench.node.ics.IcsCounters;
import org.ssiworkbench.node.vproc.ProcessInfo;
import org.ssiworkbench.trace.expression.Scope;

/** A node's state as variables: membership, interconnect, loads, processes. {@code docs/debugging.md} lists them. */
public final class NodeVariables {
	private static final int TRANSITIONS = 20;
	private static final String PROCESSES = "processes";
	/** A node may have any number of processes. */
	private static final int SHOWN = 200;

	private NodeVariables() {
	}

	/** All of a node. */
	public static List<Variable> of(Node node) {
		List<Variable> all = new ArrayList<>(ofSoftware(node));
		all.add(processes(node));
		return all;
	}

	/** The same as the names of expressions. To read the processes takes long, so that is done when they are named. */
	public static Scope scope(Node node) {
		return (name, arguments) -> new VariableScope(
				name.startsWith(PROCESSES) ? List.of(processes(node)) : ofSoftware(node)).value(name, arguments);
	}

	private static List<Variable> ofSoftware(Node node) {
		StatusText status = node.status();
		return List.of(Variable.of("node", status.node()), membership(node, status), interconnect(node, status), loads(node, status));
	}

	private static Variable processes(Node node) {
		return processes(node.vproc() == null ? List.of() : node.vproc().here());
	}

	/** The variable for the processes that execute on a node. */
	public static Variable processes(List<ProcessInfo> here) {
		return new Variable(PROCESSES, String.valueOf(here.size()), here.stream().limit(SHOWN).map(NodeVariables::process).toList());
	}

	private static Variable process(ProcessInfo process) {
		return new Variable(String.valueOf(process.pid()), process.command() + " " + process.state(), List.of(
				Variable.of("command", process.arguments().isEmpty() ? process.command() : process.arguments()),
				Variable.of("state", process.state()), Variable.of("origin", process.origin()), Variable.of("parent", process.parent()),
				Variable.of("pinned", process.pinned() ? 1 : 0), Variable.of("memory", process.memory())));
	}

	private static Variable membership(Node node, StatusText status) {
		List<Variable> states = new ArrayList<>();
		status.states().forEach((number, state) -> states.add(Variable.of(String.valueOf(number), state)));
		String summary = summary(status.states());
		return new Variable("clms", summary, List.of(Variable.of("master", status.master()), Variable.of("transid", status.transid()),
				Variable.of("up", node.clms().membership().size()), new Variable("state", summary, states), history(node.history())));
	}

	private static String summary(SortedMap<Integer, NodeState> states) {
		StringBuilder text = new StringBuilder();
		states.forEach((number, state) -> text.append(text.isEmpty() ? "" : " ").append(number).append('=').append(state));
		return text.toString();
	}

	private static Variable history(List<Transition> history) {
		List<Variable> parts = new ArrayList<>();
		for (Transition transition : history.subList(Math.max(0, history.size() - TRANSITIONS), history.size()))
			parts.add(Variable.of(String.valueOf(transition.transid()), "node " + transition.node() + " " + transition.from() + " to "
					+ transition.to() + ": " + transition.cause()));
		return new Variable("history", history.size() + " transitions", parts);
	}

	private static Variable interconnect(Node node, StatusText status) {
		List<Variable> peers = new ArrayList<>();
		int pending = 0;
		for (int number : status.states().keySet()) {
			if (number == status.node() || !node.ics().knows(number))
				continue;
			pending += node.ics().pending(number);
			peers.add(peer(node, number));
		}
		return new Variable("ics", pending + " RPCs pending", peers);
	}

	private static Variable peer(Node node, int number) {
		List<Variable> channels = new ArrayList<>();
		long sent = 0;
		long received = 0;
		for (int channel = 0; channel < IcsChannel.COUNT; channel++) {
			IcsCounters counters = node.ics().counters(number, channel);
			if (counters == null)
				continue;
			sent += counters.sent;
			received += counters.received;
			channels.add(channel(channel, counters));
		}
		List<Variable> parts = new ArrayList<>(List.of(Variable.of("pending", node.ics().pending(number)), Variable.of("sent", sent),
				Variable.of("received", received)));
		parts.addAll(channels);
		return new Variable("node " + number, node.ics().pending(number) + " pending", parts);
	}

	private static Variable channel(int number, IcsCounters counters) {
		long answered = Math.max(1, counters.callsEnded - counters.remoteDown);
		return new Variable("channel " + number, counters.sent + " sent, " + counters.received + " received", List.of(
				Variable.of("sent", counters.sent), Variable.of("received", counters.received),
				Variable.of("calls", counters.calls), Variable.of("callsEnded", counters.callsEnded),
				Variable.of("remoteDown", counters.remoteDown), Variable.of("inlineBytes", counters.inlineBytes),
				Variable.of("outOfLineBytes", counters.outOfLineBytes), Variable.of("throttles", counters.throttles),
				Variable.of("throttleTime", counters.throttleTime), Variable.of("meanLatency", counters.latencySum / answered),
				Variable.of("greatestLatency", counters.latencyMax)));
	}

	private static Variable loads(Node node, StatusText status) {
		List<Variable> parts = new ArrayList<>();
		for (int number : status.states().keySet())
			if (node.clms().load(number) >= 0)
				parts.add(Variable.of(String.valueOf(number), node.clms().load(number)));
		return new Variable("load", String.valueOf(status.load()), parts);
	}
}
