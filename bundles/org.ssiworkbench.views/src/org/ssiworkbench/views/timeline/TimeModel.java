package org.ssiworkbench.views.timeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import org.ssiworkbench.trace.export.Bookmark;
import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.picture.Marks;
import org.ssiworkbench.trace.view.TimeFormat;

/**
 * What a time view shows: a trace, a window of time, a replay clock, a selection. All views share these, but for those that
 * are pinned: such a view has its own ones from then on. UI thread only.
 */
public final class TimeModel {
	/** No event is selected. */
	public static final int NO_ROW = -1;
	private static final TimeState SHARED = new TimeState();
	private static final TimeModel INSTANCE = new TimeModel();

	/** What became different. */
	public enum Change {
		/** Another trace, or none. */
		TRACE,
		/** The trace has more events; the window and the replay clock may have gone along. */
		EVENTS,
		/** Another window of time. */
		WINDOW,
		/** The replay clock. */
		INSTANT,
		/** The selected range, event, or what belongs to it. */
		SELECTION,
		/** How times are written. */
		FORMAT,
		/** Places that somebody marked. */
		BOOKMARKS,
		/** Which nodes have lanes, and in which order. */
		LANES
	}

	/** Is told of changes, on the UI thread. */
	@FunctionalInterface
	public interface Listener {
		/** Something is different from now on. */
		void changed(Change change);
	}

	private final List<Listener> listeners = new CopyOnWriteArrayList<>();
	private TimeState state = SHARED;
	private boolean disposed;

	private TimeModel() {
		SHARED.add(this);
	}

	/** The one that is never pinned. */
	public static TimeModel get() {
		return INSTANCE;
	}

	/** One for a view, which disposes it. */
	static TimeModel forView() {
		return new TimeModel();
	}

	/** All traces that some view shows have more events, if this one has. */
	static void grown(OpenTrace trace) {
		List<TimeState> all = new ArrayList<>(TimeState.all());
		all.stream().filter(each -> each.trace == trace).forEach(TimeState::grown);
	}

	/** Bookmarks came or went. */
	static void bookmarksChanged() {
		new ArrayList<>(TimeState.all()).forEach(TimeState::readBookmarks);
	}

	/** No view shows it any more. */
	void dispose() {
		disposed = true;
		listeners.clear();
		state.remove(this);
	}

	/** Whether trace, window, clock and selection are its own. */
	public boolean isPinned() {
		return state != SHARED;
	}

	/** Goes its own way from here on, or with the others again. */
	public void setPinned(boolean pinned) {
		if (pinned == isPinned())
			return;
		OpenTrace before = trace();
		become(pinned ? new TimeState(SHARED) : SHARED);
		if (!pinned)
			tellOf(before == trace() ? EnumSet.complementOf(EnumSet.of(Change.TRACE)) : EnumSet.allOf(Change.class));
	}

	/** Goes its own way with a trace, which it takes over, as it was looked at another time. */
	void pin(OpenTrace opened, TraceMemory.Look look) {
		if (disposed) {
			opened.release();
			return;
		}
		become(new TimeState(opened, look));
		tellOf(EnumSet.allOf(Change.class));
		state.grown();
	}

	private void become(TimeState next) {
		TimeState before = state;
		state = next;
		before.remove(this);
		state.add(this);
	}

	private void tellOf(Set<Change> changes) {
		changes.forEach(this::tell);
	}

	/** How its trace is looked at. */
	TraceMemory.Look look() {
		return state.look();
	}

	/** Tells {@code listener} of changes from now on. */
	public void addListener(Listener listener) {
		listeners.add(listener);
	}

	/** No more news for {@code listener}. */
	public void removeListener(Listener listener) {
		listeners.remove(listener);
	}

	void tell(Change change) {
		listeners.forEach(listener -> listener.changed(change));
	}

	/** The trace that is looked at; null if none is. */
	public OpenTrace trace() {
		return state.trace;
	}

	/** Whether the trace in a folder is the one that is looked at. */
	public boolean shows(Path folder) {
		return trace() != null && trace().folder().equals(folder);
	}

	/** Looks at another trace, from its end if it is live, else as a whole; null to look at none. */
	public void open(OpenTrace opened) {
		state.open(opened);
	}

	/** Begin of the window, ns of the cluster's clock. */
	public long begin() {
		return state.begin;
	}

	/** End of the window. */
	public long end() {
		return state.end;
	}

	/** Shows another window of time; one that is too short is widened. */
	public void setWindow(long newBegin, long newEnd) {
		state.setWindow(newBegin, newEnd);
	}

	/** Shows the whole trace. */
	public void fit() {
		state.fit();
	}

	/** Moves the window, keeping its length, so that a time is in it; a window of the whole trace grows with that. */
	public void reveal(long time) {
		state.reveal(time);
	}

	/** Sets the replay clock to where the debugger stands; how the trace was looked at another time does not matter then. */
	void stand(long time) {
		state.settle();
		setInstant(time);
		if (instant() == time)
			reveal(time);
	}

	/** The replay clock. */
	public long instant() {
		return state.instant;
	}

	/** Sets the replay clock, by hand: the live end is not followed any more. */
	public void setInstant(long time) {
		state.setInstant(time);
	}

	/** Whether window and clock follow the end of a trace that grows. */
	public boolean isFollowing() {
		return state.following;
	}

	/** Follows the end, or stays. */
	public void setFollowing(boolean follow) {
		state.setFollowing(follow);
	}

	/** The selected event's row in the index, or {@link #NO_ROW}. */
	public int row() {
		return state.row;
	}

	/** Selects an event and marks others that belong to it; the replay clock goes there. */
	public void select(int newRow, Set<Integer> newRelated) {
		state.select(newRow, newRelated);
		if (newRow != NO_ROW) {
			setInstant(trace().index().time(newRow));
			reveal(instant());
		}
	}

	/** Selects a range of time; {@link Marks#NONE} for none. */
	public void selectRange(long newBegin, long newEnd) {
		state.selectRange(newBegin, newEnd);
	}

	/** Begin of the selected range, or {@link Marks#NONE}. */
	public long rangeBegin() {
		return state.rangeBegin;
	}

	/** End of the selected range, or {@link Marks#NONE}. */
	public long rangeEnd() {
		return state.rangeEnd;
	}

	/** What the views mark. */
	public Marks marks() {
		Set<Integer> rows = new HashSet<>(state.related);
		if (row() != NO_ROW)
			rows.add(row());
		return new Marks(instant(), rangeBegin(), rangeEnd(), rows, bookmarks().stream().map(Bookmark::time).toList());
	}

	/** The events that the filter lets through; null if all. */
	public RowSet matches() {
		return state.matches;
	}

	/** The filter lets other events through from now on. */
	public void setMatches(RowSet rows) {
		state.matches = rows;
	}

	/** Which nodes have lanes. */
	public NodeLanes lanes() {
		return state.lanes;
	}

	/** Other nodes have lanes from now on. */
	public void setLanes(NodeLanes lanes) {
		state.setLanes(lanes);
	}

	/** The marked times of the trace, ascending. */
	public List<Bookmark> bookmarks() {
		return state.bookmarks;
	}

	/** Whether times are written as distance from a mark. */
	public boolean isRelative() {
		return state.relative;
	}

	/** Writes times as distance from the replay clock as it is now, or as time of day. */
	public void setRelative(boolean on) {
		state.setRelative(on);
	}

	/** How times are written. */
	public TimeFormat format() {
		return state.format();
	}
}
