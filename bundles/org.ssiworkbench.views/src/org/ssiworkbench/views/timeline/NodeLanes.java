package org.ssiworkbench.views.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which nodes have lanes, and in which order.
 *
 * @param order nodes that come first, from the top; the others follow by number
 * @param hidden nodes without a lane
 */
public record NodeLanes(List<Integer> order, Set<Integer> hidden) {
	/** All nodes by number. */
	public static final NodeLanes ALL = new NodeLanes(List.of(), Set.of());
	private static final String SEPARATOR = ","; //$NON-NLS-1$
	private static final String HIDDEN = ";"; //$NON-NLS-1$

	public NodeLanes {
		order = List.copyOf(order);
		hidden = Set.copyOf(hidden);
	}

	/** The lanes of a trace's nodes, from the top. */
	public List<Integer> of(Collection<Integer> nodes) {
		Set<Integer> lanes = new LinkedHashSet<>(order);
		lanes.retainAll(nodes);
		lanes.addAll(nodes);
		lanes.removeAll(hidden);
		return List.copyOf(lanes);
	}

	/** Whether some nodes have no lane, or another place. */
	public boolean isChanged() {
		return !equals(ALL);
	}

	/** Without a node; the last one stays. */
	NodeLanes hide(int node, Collection<Integer> nodes) {
		Set<Integer> more = new TreeSet<>(hidden);
		more.add(node);
		return more.containsAll(nodes) ? this : new NodeLanes(order, more);
	}

	/** Only some nodes, with one of them on top: a group of lanes. */
	NodeLanes only(int first, Collection<Integer> shown, Collection<Integer> nodes) {
		Set<Integer> others = new TreeSet<>(nodes);
		others.removeAll(shown);
		List<Integer> group = new ArrayList<>(List.of(first));
		group.addAll(shown.stream().filter(node -> node != first).sorted().toList());
		return new NodeLanes(group, others);
	}

	/** With a node one place higher, or with 1 lower. */
	NodeLanes move(int node, int down, Collection<Integer> nodes) {
		List<Integer> lanes = new ArrayList<>(of(nodes));
		int from = lanes.indexOf(node);
		int to = from + down;
		if (from < 0 || to < 0 || to >= lanes.size())
			return this;
		Collections.swap(lanes, from, to);
		return new NodeLanes(lanes, hidden);
	}

	/** One line, for {@link #parse}. */
	String line() {
		return joined(order) + HIDDEN + joined(new TreeSet<>(hidden));
	}

	/** What {@link #line} said; {@link #ALL} for anything else. */
	static NodeLanes parse(String line) {
		if (line == null || !line.matches("[\\d,]*;[\\d,]*")) //$NON-NLS-1$
			return ALL;
		String[] parts = line.split(HIDDEN, -1);
		return new NodeLanes(numbers(parts[0]), new TreeSet<>(numbers(parts[1])));
	}

	private static String joined(Collection<Integer> numbers) {
		return numbers.stream().map(String::valueOf).collect(Collectors.joining(SEPARATOR));
	}

	private static List<Integer> numbers(String text) {
		return Arrays.stream(text.split(SEPARATOR)).filter(number -> number.matches("\\d{1,9}")).map(Integer::valueOf).toList(); //$NON-NLS-1$
	}
}
