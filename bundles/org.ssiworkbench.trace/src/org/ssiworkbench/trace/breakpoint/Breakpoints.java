package org.ssiworkbench.trace.breakpoint;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.filter.Filter;

/**
 * A set of breakpoints at work: looks at events as they happen and, when a handler is done, tells what was hit. Not
 * thread-safe.
 */
public final class Breakpoints {
	/** Answers a breakpoint's condition. */
	public interface StateTest {
		/** Whether the condition holds at a node now. */
		boolean holds(Breakpoint breakpoint, int node);
	}

	/** A breakpoint, the event that hit it, and what that was, for people. */
	public record Hit(Breakpoint breakpoint, TraceEvent event, String text) {
	}

	/** Who was the first to know a transition. */
	private record First(int node, long time) {
	}

	private final Map<EventKind, List<Breakpoint>> byKind = new EnumMap<>(EventKind.class);
	private final Map<Breakpoint, Filter> filters = new HashMap<>();
	private final Map<String, Integer> counts = new HashMap<>();
	private final Map<List<Object>, First> firsts = new HashMap<>();
	private final List<Breakpoint> onInvariants = new ArrayList<>();
	private final Map<Breakpoint, Hit> candidates = new LinkedHashMap<>();

	/** Sets all breakpoints anew. What stays goes on to be counted. */
	public void set(List<Breakpoint> breakpoints) {
		byKind.clear();
		filters.clear();
		candidates.clear();
		onInvariants.clear();
		breakpoints.stream().filter(breakpoint -> breakpoint.type() == Breakpoint.Type.INVARIANT).forEach(onInvariants::add);
		for (Breakpoint breakpoint : breakpoints)
			filters.put(breakpoint, breakpoint.eventFilter());
		for (Breakpoint breakpoint : breakpoints)
			for (EventKind kind : Matching.kinds(breakpoint))
				byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(breakpoint);
		counts.keySet().retainAll(breakpoints.stream().map(Breakpoint::id).toList());
	}

	/** Other things than before will happen from now on: who was the first to know a transition is open again. */
	public void forgetFirsts() {
		firsts.clear();
	}

	/** Whether an event of this kind could hit any. */
	public boolean concern(EventKind kind) {
		return byKind.containsKey(kind);
	}

	/** An event happened; its handler may not be done yet. */
	public void event(TraceEvent event) {
		for (Breakpoint breakpoint : byKind.getOrDefault(event.kind(), List.of()))
			if (Matching.matches(breakpoint, event) && filters.get(breakpoint).matches(event) && isFirst(event))
				candidates.putIfAbsent(breakpoint, new Hit(breakpoint, event, event.summary()));
	}

	/** Whether somebody wants to hear of {@link #broken}. */
	public boolean concernInvariants() {
		return !onInvariants.isEmpty();
	}

	/** With an event something does not hold that must. */
	public void broken(TraceEvent event, String sentence) {
		for (Breakpoint breakpoint : onInvariants)
			if (Matching.matches(breakpoint, event) && filters.get(breakpoint).matches(event))
				candidates.putIfAbsent(breakpoint, new Hit(breakpoint, event, "invariant broken: " + sentence));
	}

	/** Every member records a transition; only the first to do so counts, also when time goes back and forth. */
	private boolean isFirst(TraceEvent event) {
		if (event.kind() != EventKind.CLMS_TRANSITION)
			return true;
		First now = new First(event.node(), event.time());
		First first = firsts.putIfAbsent(event.values(), now);
		return first == null || first.equals(now);
	}

	/** What was hit since the last call, by breakpoints whose condition holds and whose count is reached. Counts the hits. */
	public List<Hit> takeHits(StateTest conditions) {
		return candidates.isEmpty() ? List.of() : take(conditions).stream()
				.filter(hit -> counts.merge(hit.breakpoint().id(), 1, Integer::sum) >= hit.breakpoint().hits()).toList();
	}

	/** The same, whatever the counts are; counts nothing. */
	public List<Hit> takeMatches(StateTest conditions) {
		return take(conditions);
	}

	private List<Hit> take(StateTest conditions) {
		List<Hit> hits = new ArrayList<>();
		for (Hit hit : candidates.values())
			if (hit.breakpoint().condition().isBlank() || conditions.holds(hit.breakpoint(), hit.event().node()))
				hits.add(hit);
		candidates.clear();
		return hits;
	}
}
