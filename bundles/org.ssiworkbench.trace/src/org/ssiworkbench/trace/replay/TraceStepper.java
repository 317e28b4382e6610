package org.ssiworkbench.trace.replay;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.breakpoint.Breakpoint;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Suspend;
import org.ssiworkbench.trace.breakpoint.Breakpoints;
import org.ssiworkbench.trace.breakpoint.Breakpoints.Hit;
import org.ssiworkbench.trace.breakpoint.Breakpoints.StateTest;
import org.ssiworkbench.trace.index.Column;
import org.ssiworkbench.trace.index.TraceIndex;

/**
 * Goes through a recorded trace from stop to stop. A position says how many of the trace's rows have happened; a stop lies
 * after the last row of something that a node handled. A motion is begun and then run in slices. Confined to one thread.
 */
public final class TraceStepper {
	/** Rows that are looked through at a time on the way back. */
	private static final int STRETCH = 1 << 16;
	/** What was begun before a stretch may end in it; so many rows before it are looked at for that. */
	private static final int OVERLAP = 1 << 10;

	/** Why a motion has ended. */
	public enum Stop {
		/** It is where it was to go. */
		DONE,
		/** A breakpoint was hit. */
		BREAKPOINT,
		/** The trace ends here, or going back it begins. */
		NOTHING_MORE
	}

	/** What must hold in any cluster. Is told every event once, from the first one on. */
	@FunctionalInterface
	public interface Rules {
		/** What does not hold now that this has happened, in sentences. */
		List<String> broken(TraceEvent event);
	}

	/** A motion under way. */
	private interface Progress {
		/** Goes on for some rows; null when it has not ended. */
		Stop run(int rows);
	}

	private final TraceIndex index;
	private final Handlers handlers;
	private final StateTest conditions;
	private final Rules rules;
	private final Breakpoints breakpoints = new Breakpoints();
	private final BitSet firstOfTransition;
	/** Rows that may hit a breakpoint, by the row with which their handler ends. */
	private final TreeMap<Integer, List<Integer>> due = new TreeMap<>();
	/** By the rows with which something did not hold any more. */
	private final TreeMap<Integer, String> broken = new TreeMap<>();
	/** Rows for which that is known. */
	private int checked;
	private boolean[] concerned;
	private Progress progress = rows -> Stop.DONE;
	private List<Hit> hits = List.of();
	private int position;

	/** At the trace's begin. {@code conditions} is asked when the position is right after the event in question. */
	public TraceStepper(TraceIndex index, StateTest conditions, Rules rules) {
		this.index = index;
		this.rules = rules;
		this.conditions = conditions;
		handlers = new Handlers(index);
		firstOfTransition = firsts(index);
		setBreakpoints(List.of());
	}

	/** Every member records a transition; a breakpoint is about the first one. */
	private static BitSet firsts(TraceIndex index) {
		Set<List<Object>> known = new HashSet<>();
		BitSet firsts = new BitSet();
		for (int row = 0; row < index.rows(); row++)
			if (index.kind(row) == EventKind.CLMS_TRANSITION && known.add(index.event(row).values()))
				firsts.set(row);
		return firsts;
	}

	/** Stops at these from now on. */
	public void setBreakpoints(List<Breakpoint> all) {
		breakpoints.set(all);
		due.clear();
		concerned = new boolean[index.types().size()];
		for (int type = 0; type < concerned.length; type++) {
			EventKind kind = index.types().get(type).kind();
			concerned[type] = kind != null && breakpoints.concern(kind);
		}
	}

	/** How many rows have happened. */
	public int position() {
		return position;
	}

	/** How many there are. */
	public int end() {
		return index.rows();
	}

	/** Time of the last row that happened, ns of the cluster's clock; of the first one at the begin. */
	public long time() {
		return index.rows() == 0 ? 0 : index.time(Math.max(0, position - 1));
	}

	/** What was hit when a motion ended at a breakpoint, or last passed one that suspends nothing. */
	public List<Hit> hits() {
		return hits;
	}

	/** What happened last, on whichever node; null at the begin. */
	public Handled last() {
		return position == 0 ? null : handlers.of(position - 1, position);
	}

	/** What a node handled last and what led to that; empty if it has handled nothing yet. */
	public List<Handled> frames(int node) {
		int row = handlers.last(position, node);
		return row < 0 ? List.of() : handlers.chain(handlers.of(row, position));
	}

	/** Goes on to the next breakpoint. */
	public void resume() {
		forward(index.rows());
	}

	/** Goes on to the end of the next thing that a node handles; 0 means any node. */
	public void over(int node) {
		int next = handlers.next(position, node);
		forward(next < 0 ? index.rows() : handlers.end(next) + 1);
	}

	/** Follows a message that was sent last to its receiver; 0 means the first to arrive, and if there is none, to step over. */
	public void into(long message) {
		Handled last = last();
		List<Integer> arrivals = last == null ? List.of() : handlers.arrivals(last, message);
		if (!arrivals.isEmpty())
			goTo(handlers.end(arrivals.getFirst()) + 1);
		else if (message == 0)
			over(last == null ? 0 : last.node());
		else
			throw new IllegalStateException("the trace does not have that the last event sent the message " + message + " and it arrived");
	}

	/** Goes on to the end of the RPC on whose behalf the last event was, at its caller. */
	public void out() {
		Handled request = (position == 0 ? List.<Handled>of() : handlers.chain(last())).stream().filter(Handled::request).findFirst()
				.orElseThrow(() -> new IllegalStateException("the last event does not serve an RPC, so there is no reply to step to"));
		int done = handlers.rpcEnd(request);
		if (done < 0)
			throw new IllegalStateException("the trace does not tell of the end of the RPC " + request.text());
		goTo(handlers.end(done) + 1);
	}

	/** What is to be gone to may have happened while the last handler was at work. */
	private void goTo(int target) {
		if (target > position)
			forward(target);
		else
			jump(target);
	}

	/** Goes on to a time, unless a breakpoint is hit before. */
	public void until(long time) {
		forward(Math.max(position, rowsUntil(time)));
	}

	/** Goes to a time, earlier or later, whatever happens on the way. */
	public void to(long time) {
		jump(rowsUntil(time));
	}

	private int rowsUntil(long time) {
		return time == Long.MAX_VALUE ? index.rows() : index.rowAt(time + 1);
	}

	/** Goes back to the end of what a node handled before the last event, or to the begin; 0 means any node. */
	public void back(int node) {
		int row = handlers.lastEnd(position - 1, node);
		jump(row + 1);
		if (row < 0)
			progress = rows -> Stop.NOTHING_MORE;
	}

	/** Goes back to the last breakpoint before this place, or to the begin. */
	public void reverse() {
		progress = new Reverse(position - 1);
	}

	private void jump(int to) {
		due.clear();
		position = to;
		progress = rows -> Stop.DONE;
	}

	private void forward(int target) {
		progress = rows -> {
			for (int left = rows; position < target; left--) {
				if (left == 0)
					return null;
				if (happens() && !(hits = breakpoints.takeHits(conditions)).isEmpty())
					return Stop.BREAKPOINT;
			}
			return target == index.rows() ? Stop.NOTHING_MORE : Stop.DONE;
		};
	}

	/** Goes on with the motion for so many rows at most; returns why it has ended, null when it has not. */
	public Stop run(int rows) {
		return progress.run(rows);
	}

	/** The next row happens. Whether it ended something that may hit a breakpoint. */
	private boolean happens() {
		int row = position++;
		boolean breaks = breakpoints.concernInvariants() && breaks(row);
		if (breaks || isConcerned(row))
			due.computeIfAbsent(handlers.end(row), end -> new ArrayList<>()).add(row);
		List<Integer> ended = due.isEmpty() ? null : due.remove(row);
		if (ended == null)
			return false;
		ended.forEach(this::tell);
		return true;
	}

	private void tell(int row) {
		TraceEvent event = index.event(row);
		if (isConcerned(row))
			breakpoints.event(event);
		if (broken.containsKey(row))
			breakpoints.broken(event, broken.get(row));
	}

	private boolean breaks(int row) {
		for (; checked <= row; checked++) {
			TraceEvent event = index.event(checked);
			List<String> sentences = event.kind() == null ? List.of() : rules.broken(event);
			if (!sentences.isEmpty())
				broken.put(checked, String.join("; ", sentences));
		}
		return broken.containsKey(row);
	}

	private boolean isConcerned(int row) {
		return concerned[(int) index.value(Column.TYPE, row)]
				&& (index.kind(row) != EventKind.CLMS_TRANSITION || firstOfTransition.get(row));
	}

	/** Looks back for the last hit, stretch by stretch. */
	private final class Reverse implements Progress {
		private int begin;
		private int end;
		private int found = -1;

		Reverse(int limit) {
			begin = Math.max(0, limit);
			end = begin;
			enter();
		}

		private void enter() {
			end = begin;
			begin = Math.max(0, end - STRETCH);
			due.clear();
			position = Math.max(0, begin - OVERLAP);
		}

		@Override
		public Stop run(int rows) {
			for (int left = rows; left > 0; left--) {
				if (position == end) {
					if (found >= 0)
						return stay(found, Stop.BREAKPOINT);
					if (begin == 0)
						return stay(0, Stop.NOTHING_MORE);
					enter();
				} else if (happens())
					match();
			}
			return null;
		}

		private void match() {
			List<Hit> matches = breakpoints.takeMatches(conditions).stream()
					.filter(hit -> hit.breakpoint().suspend() != Suspend.NOTHING).toList();
			if (matches.isEmpty() || position <= begin)
				return;
			hits = matches;
			found = position;
		}

		private Stop stay(int where, Stop why) {
			due.clear();
			position = where;
			return why;
		}
	}
}
