package org.ssiworkbench.views.timeline;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import org.ssiworkbench.trace.picture.Marks;
import org.ssiworkbench.trace.view.TimeFormat;

/**
 * What all time views of the workbench share: one open trace, one window of time, one replay clock, one selection. UI
 * thread only.
 */
public final class TimeModel {
	/** No event is selected. */
	public static final int NO_ROW = -1;
	private static final long LEAST_SPAN = 16;
	private static final TimeModel INSTANCE = new TimeModel();

	/** What became different. */
	public enum Change {
		/** Another trace, or none. */
		TRACE,
		/** The trace has more events. */
		EVENTS,
		/** Another window of time. */
		WINDOW,
		/** The replay clock. */
		INSTANT,
		/** The selected range, event, or what belongs to it. */
		SELECTION,
		/** How times are written. */
		FORMAT
	}

	/** Is told of changes, on the UI thread. */
	@FunctionalInterface
	public interface Listener {
		/** Something is different from now on. */
		void changed(Change change);
	}

	private final List<Listener> listeners = new CopyOnWriteArrayList<>();
	private OpenTrace trace;
	private long begin;
	private long end = LEAST_SPAN;
	private long instant;
	private long rangeBegin = Marks.NONE;
	private long rangeEnd = Marks.NONE;
	private int row = NO_ROW;
	private Set<Integer> related = Set.of();
	private boolean whole = true;
	private boolean following;
	private boolean relative;
	private long mark;

	private TimeModel() {
	}

	/** The one of this workbench. */
	public static TimeModel get() {
		return INSTANCE;
	}

	/** Tells {@code listener} of changes from now on. */
	public void addListener(Listener listener) {
		listeners.add(listener);
	}

	/** No more news for {@code listener}. */
	public void removeListener(Listener listener) {
		listeners.remove(listener);
	}

	/** The trace that is looked at; null if none is. */
	public OpenTrace trace() {
		return trace;
	}

	/** Whether the trace in a folder is the one that is looked at. */
	public boolean shows(Path folder) {
		return trace != null && trace.folder().equals(folder);
	}

	/** Looks at another trace, from its end if it is live, else as a whole; null to look at none. */
	public void open(OpenTrace opened) {
		trace = opened;
		row = NO_ROW;
		related = Set.of();
		rangeBegin = Marks.NONE;
		rangeEnd = Marks.NONE;
		relative = false;
		following = opened != null && opened.isLive();
		fire(Change.TRACE);
		fit();
		setInstant(following ? traceEnd() : traceBegin());
	}

	/** The trace has more events: a window of the whole trace still is one, and one at the live end stays there. */
	void grown() {
		if (whole)
			fit();
		else if (following)
			show(traceEnd() - (end - begin), traceEnd());
		if (following)
			moveInstant(traceEnd());
		fire(Change.EVENTS);
	}

	/** Begin of the window, ns of the cluster's clock. */
	public long begin() {
		return begin;
	}

	/** End of the window. */
	public long end() {
		return end;
	}

	/** Shows another window of time; one that is too short is widened. */
	public void setWindow(long newBegin, long newEnd) {
		whole = false;
		show(newBegin, newEnd);
	}

	private void show(long newBegin, long newEnd) {
		begin = newBegin;
		end = Math.max(newEnd, newBegin + LEAST_SPAN);
		fire(Change.WINDOW);
	}

	/** Shows the whole trace. */
	public void fit() {
		whole = true;
		show(traceBegin(), traceEnd());
	}

	/** Moves the window, keeping its length, so that a time is in it; a window of the whole trace grows with that. */
	public void reveal(long time) {
		if (whole)
			fit();
		if (time >= begin && time <= end)
			return;
		long half = (end - begin) / 2;
		setWindow(time - half, time + half);
	}

	/** The replay clock. */
	public long instant() {
		return instant;
	}

	/** Sets the replay clock, by hand: the live end is not followed any more. */
	public void setInstant(long time) {
		following = following && time >= traceEnd();
		moveInstant(time);
	}

	private void moveInstant(long time) {
		instant = Math.clamp(time, traceBegin(), Math.max(traceBegin(), traceEnd()));
		fire(Change.INSTANT);
	}

	/** Whether window and clock follow the end of a trace that grows. */
	public boolean isFollowing() {
		return following;
	}

	/** Follows the end, or stays. */
	public void setFollowing(boolean follow) {
		following = follow;
		if (follow && trace != null)
			grown();
		fire(Change.INSTANT);
	}

	/** The selected event's row in the index, or {@link #NO_ROW}. */
	public int row() {
		return row;
	}

	/** Selects an event and marks others that belong to it; the replay clock goes there. */
	public void select(int newRow, Set<Integer> newRelated) {
		row = newRow;
		related = newRelated;
		fire(Change.SELECTION);
		if (newRow != NO_ROW) {
			setInstant(trace.index().time(newRow));
			reveal(instant);
		}
	}

	/** Selects a range of time; {@link Marks#NONE} for none. */
	public void selectRange(long newBegin, long newEnd) {
		rangeBegin = newBegin;
		rangeEnd = newEnd;
		fire(Change.SELECTION);
	}

	/** Begin of the selected range, or {@link Marks#NONE}. */
	public long rangeBegin() {
		return rangeBegin;
	}

	/** End of the selected range, or {@link Marks#NONE}. */
	public long rangeEnd() {
		return rangeEnd;
	}

	/** What the views mark. */
	public Marks marks() {
		Set<Integer> rows = new HashSet<>(related);
		if (row != NO_ROW)
			rows.add(row);
		return new Marks(instant, rangeBegin, rangeEnd, rows);
	}

	/** Whether times are written as distance from a mark. */
	public boolean isRelative() {
		return relative;
	}

	/** Writes times as distance from the replay clock as it is now, or as time of day. */
	public void setRelative(boolean on) {
		relative = on;
		mark = instant;
		fire(Change.FORMAT);
	}

	/** How times are written. */
	public TimeFormat format() {
		long origin = trace == null ? 0 : trace.index().description().clockOrigin();
		TimeFormat absolute = TimeFormat.absolute(origin, ZoneId.systemDefault());
		return relative ? absolute.relativeTo(mark) : absolute;
	}

	private long traceBegin() {
		return trace == null ? 0 : trace.index().begin();
	}

	private long traceEnd() {
		return trace == null ? LEAST_SPAN : trace.index().end();
	}

	private void fire(Change change) {
		listeners.forEach(listener -> listener.changed(change));
	}
}
