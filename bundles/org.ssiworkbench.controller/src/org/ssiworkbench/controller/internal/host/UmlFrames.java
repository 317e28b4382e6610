package org.ssiworkbench.controller.internal.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.ssiworkbench.controller.protocol.DebugService.FrameInfo;
import org.ssiworkbench.node.inspect.Handled;
import org.ssiworkbench.node.inspect.StopReport;
import org.ssiworkbench.node.inspect.Variable;

/** What the nodes that stand have told, and the chains of causes in it. */
final class UmlFrames {
	private static final int MAX_FRAMES = 64;

	/** Something that was handled, and where. */
	record Link(int node, Handled handled) {
	}

	private final SortedMap<Integer, StopReport> reports = new TreeMap<>();
	/** Nodes whose frames begin at something earlier than their last event. */
	private final SortedMap<Integer, Link> focus = new TreeMap<>();

	void put(int node, StopReport report) {
		reports.put(node, report);
	}

	void remove(int node) {
		reports.remove(node);
		focus.remove(node);
	}

	boolean has(int node) {
		return reports.containsKey(node);
	}

	/** Has a node's frames begin at something that it handled. */
	void focus(Link link) {
		focus.put(link.node(), link);
	}

	/** What the last event of a node, or what its frames begin with, sent. */
	List<Long> sent(int node) {
		return first(node).map(link -> link.handled().sent()).orElse(List.of());
	}

	/** Something that a node which stands has handled. */
	Optional<Link> find(Predicate<Link> wanted) {
		return reports.entrySet().stream()
				.flatMap(entry -> entry.getValue().handled().stream().map(handled -> new Link(entry.getKey(), handled)))
				.filter(wanted).findFirst();
	}

	private Optional<Link> first(int node) {
		StopReport report = reports.get(node);
		if (report == null || report.handled().isEmpty())
			return Optional.empty();
		return Optional.of(focus.getOrDefault(node, new Link(node, report.handled().get(0))));
	}

	/** The causes of a node's last event, as far as the nodes that stand remember. */
	List<Link> chain(int node) {
		List<Link> links = new ArrayList<>();
		Optional<Link> link = first(node);
		while (link.isPresent() && links.size() < MAX_FRAMES) {
			links.add(link.get());
			link = sender(link.get().handled());
		}
		return links;
	}

	private Optional<Link> sender(Handled received) {
		return received.peer() == 0 ? Optional.empty()
				: find(link -> link.node() == received.peer() && link.handled().sent().contains(received.cause()));
	}

	List<FrameInfo> frames(int node) {
		List<Link> links = chain(node);
		return IntStream.range(0, links.size()).mapToObj(i -> frame(i, links.get(i))).toList();
	}

	private static FrameInfo frame(int number, Link link) {
		Handled handled = link.handled();
		return new FrameInfo(number, link.node(), handled.time(), handled.text(), handled.cause(), handled.peer());
	}

	/** Real nodes keep no earlier state: the one of a frame's node now is what there is. */
	List<Variable> variables(int node, int frame) {
		List<Link> links = chain(node);
		int where = frame < links.size() ? links.get(frame).node() : node;
		StopReport report = reports.get(where);
		if (report == null)
			throw new IllegalStateException("node " + where + " runs; suspend it first");
		return report.variables();
	}
}
