package org.ssiworkbench.node.clms;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.Transition;

/** One node's picture of the membership: the history and what follows from it. */
final class View {
	final TreeMap<Integer, NodeState> states = new TreeMap<>();
	/** Last known incarnation of every node that ever joined. */
	final TreeMap<Integer, Integer> incarnations = new TreeMap<>();
	final List<Transition> history = new ArrayList<>();
	long transid;
	/** 0 while this node is no member. */
	int master;

	View(SortedSet<Integer> nodes) {
		for (Integer node : nodes)
			states.put(node, NodeState.NEVERUP);
	}

	NodeState state(int node) {
		return states.getOrDefault(node, NodeState.NEVERUP);
	}

	int incarnation(int node) {
		return incarnations.getOrDefault(node, 0);
	}

	boolean active(int node) {
		return LegalTransitions.active(state(node));
	}

	/** Whether exactly this incarnation of the node takes part. */
	boolean active(int node, int incarnation) {
		return active(node) && incarnation(node) == incarnation;
	}

	SortedSet<Integer> activeNodes() {
		TreeSet<Integer> active = new TreeSet<>();
		for (var entry : states.entrySet())
			if (LegalTransitions.active(entry.getValue()))
				active.add(entry.getKey());
		return active;
	}

	void apply(Transition transition, int incarnation) {
		states.put(transition.node(), transition.to());
		if (transition.to() == NodeState.COMINGUP)
			incarnations.put(transition.node(), incarnation);
		history.add(transition);
		transid = transition.transid();
	}

	List<Transition> since(long id) {
		int from = history.size();
		while (from > 0 && history.get(from - 1).transid() > id)
			from--;
		return List.copyOf(history.subList(from, history.size()));
	}

	/** Whether a transition of this id is in the history; 0, the beginning, is in every one. */
	boolean has(long id) {
		int from = history.size();
		while (from > 0 && history.get(from - 1).transid() > id)
			from--;
		return id == 0 || from > 0 && history.get(from - 1).transid() == id;
	}

	/** {@code "1=UP 2=UP 3=DOWN"}. */
	String members() {
		StringBuilder text = new StringBuilder();
		for (var entry : states.entrySet()) {
			if (text.length() > 0)
				text.append(' ');
			text.append(entry.getKey()).append('=').append(entry.getValue());
		}
		return text.toString();
	}
}
