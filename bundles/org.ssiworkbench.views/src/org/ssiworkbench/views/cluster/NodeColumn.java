package org.ssiworkbench.views.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.eclipse.swt.SWT;
import org.ssiworkbench.controller.protocol.ControllerService.NodeBelief;
import org.ssiworkbench.controller.protocol.ControllerService.NodeStatus;
import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.node.NodeState;

/** What the Cluster view tells of a node. */
public enum NodeColumn {
	NUMBER(Messages.number, 5, SWT.RIGHT) {
		@Override
		String text(ClusterNode node, NodeStatus status) {
			return String.valueOf(status.number());
		}
	},
	NAME(Messages.name, 10, SWT.LEFT) {
		@Override
		String text(ClusterNode node, NodeStatus status) {
			return status.master() ? status.name() + " \u2605" : status.name(); //$NON-NLS-1$
		}
	},
	STATE(Messages.state, 14, SWT.LEFT) {
		@Override
		String text(ClusterNode node, NodeStatus status) {
			return status.state();
		}
	},
	VIEW(Messages.view, 18, SWT.LEFT) {
		@Override
		String text(ClusterNode node, NodeStatus status) {
			return status.view() == null ? "" : beliefs(status.view()); //$NON-NLS-1$
		}
	},
	ADDRESS(Messages.address, 11, SWT.LEFT) {
		@Override
		String text(ClusterNode node, NodeStatus status) {
			return status.address();
		}
	},
	LOAD(Messages.load, 5, SWT.RIGHT) {
		@Override
		String text(ClusterNode node, NodeStatus status) {
			return ClusterNode.runs(status) ? String.format("%d.%02d", status.load() / 100, status.load() % 100) : ""; //$NON-NLS-1$ //$NON-NLS-2$
		}
	},
	MEMORY(Messages.memory, 9, SWT.RIGHT) {
		@Override
		String text(ClusterNode node, NodeStatus status) {
			return status.memory() == 0 ? "" : (status.memory() + (1 << 19) >> 20) + " MB"; //$NON-NLS-1$ //$NON-NLS-2$
		}
	},
	MACHINE(Messages.machine, 8, SWT.LEFT) {
		@Override
		String text(ClusterNode node, NodeStatus status) {
			return status.machine();
		}
	},
	CLUSTER(Messages.cluster, 14, SWT.LEFT) {
		@Override
		String text(ClusterNode node, NodeStatus status) {
			return node.session().info().name();
		}
	};

	/** Fewer neighbours are named one by one. */
	private static final int LEAST_RANGE = 3;

	private final String title;
	private final int characters;
	private final int alignment;

	NodeColumn(String title, int characters, int alignment) {
		this.title = title;
		this.characters = characters;
		this.alignment = alignment;
	}

	abstract String text(ClusterNode node, NodeStatus status);

	/** Numbers by their size, texts by the alphabet. */
	Comparator<ClusterNode> order() {
		return switch (this) {
		case NUMBER -> Comparator.comparingInt(ClusterNode::number);
		case LOAD -> Comparator.comparingLong(node -> node.status().map(NodeStatus::load).orElse(0L));
		case MEMORY -> Comparator.comparingLong(node -> node.status().map(NodeStatus::memory).orElse(0L));
		default -> Comparator.comparing(node -> node.status().map(status -> text(node, status)).orElse("")); //$NON-NLS-1$
		};
	}

	/** The column's heading. */
	String title() {
		return title;
	}

	/** The heading where there is room. */
	String longTitle() {
		return this == NUMBER ? Messages.numberLong : title;
	}

	/** Width in average characters. */
	int characters() {
		return characters;
	}

	int alignment() {
		return alignment;
	}

	/** {@code 1 2 UP, 3 DOWN}: grouped by state, in the order of the states' life; of many nodes {@code 1-40 42 UP, 41 DOWN}. */
	static String beliefs(List<NodeBelief> view) {
		Map<NodeState, TreeSet<Integer>> byState = new TreeMap<>();
		for (NodeBelief belief : view)
			byState.computeIfAbsent(NodeState.valueOf(belief.state()), state -> new TreeSet<>()).add(belief.node());
		List<String> groups = new ArrayList<>();
		byState.forEach((state, nodes) -> groups.add(numbers(nodes) + " " + state)); //$NON-NLS-1$
		return String.join(", ", groups); //$NON-NLS-1$
	}

	private static String numbers(TreeSet<Integer> nodes) {
		List<String> runs = new ArrayList<>();
		int last;
		for (Integer first = nodes.first(); first != null; first = nodes.higher(last)) {
			last = first;
			while (nodes.contains(last + 1))
				last++;
			if (last - first < LEAST_RANGE)
				IntStream.rangeClosed(first, last).forEach(node -> runs.add(String.valueOf(node)));
			else
				runs.add(first + "-" + last); //$NON-NLS-1$
		}
		return String.join(" ", runs); //$NON-NLS-1$
	}
}
