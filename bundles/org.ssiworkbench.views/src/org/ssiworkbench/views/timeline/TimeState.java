package org.ssiworkbench.views.timeline;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.ssiworkbench.trace.export.Bookmark;
import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.index.KeptRows;
import org.ssiworkbench.trace.picture.Marks;
import org.ssiworkbench.trace.view.TimeFormat;
import org.ssiworkbench.views.timeline.TimeModel.Change;

/** The state behind one or more time models, which it tells of its changes. It keeps its trace open. UI thread only. */
final class TimeState {
	private static final long LEAST_SPAN = 16;
	/** Those that some model has. */
	private static final List<TimeState> ALL = new ArrayList<>();

	private final List<TimeModel> models = new CopyOnWriteArrayList<>();
	OpenTrace trace;
	long begin;
	long end = LEAST_SPAN;
	long instant;
	long rangeBegin = Marks.NONE;
	long rangeEnd = Marks.NONE;
	int row = TimeModel.NO_ROW;
	Set<Integer> related = Set.of();
	/** The selected row and the related ones; null if none is selected. */
	private KeptRows selected;
	boolean following;
	boolean relative;
	RowSet matches;
	NodeLanes lanes = NodeLanes.ALL;
	List<Bookmark> bookmarks = List.of();
	private boolean whole = true;
	private boolean restored = true;
	private long mark;
	/** Whether what is looked at is opened again when the workbench is. */
	private final boolean remembered;
	/** How the trace is to be looked at; null for as it was the last time. */
	private final TraceMemory.Look wish;

	/** The common one. */
	TimeState() {
		remembered = true;
		wish = null;
	}

	/** Looks at a trace as is wished, as soon as it is known so far; takes it over from the caller. */
	TimeState(OpenTrace opened, TraceMemory.Look wish) {
		remembered = false;
		this.wish = wish;
		trace = opened;
		restored = false;
		bookmarks = TraceBookmarks.of(opened.folder());
	}

	/** The same for now, but it stays where it is. */
	TimeState(TimeState other) {
		remembered = false;
		wish = null;
		trace = other.trace;
		begin = other.begin;
		end = other.end;
		instant = other.instant;
		rangeBegin = other.rangeBegin;
		rangeEnd = other.rangeEnd;
		row = other.row;
		related = other.related;
		keepSelected();
		matches = other.matches;
		lanes = other.lanes;
		bookmarks = other.bookmarks;
		relative = other.relative;
		mark = other.mark;
		whole = false;
		if (trace != null)
			trace.retain();
	}

	static List<TimeState> all() {
		return ALL;
	}

	/** The trace in a folder, if one looks at it, with one more user; else null. */
	static OpenTrace opened(Path folder) {
		OpenTrace open = ALL.stream().map(state -> state.trace).filter(trace -> trace != null && trace.folder().equals(folder)).findAny()
				.orElse(null);
		if (open != null)
			open.retain();
		return open;
	}

	void add(TimeModel model) {
		if (models.isEmpty())
			ALL.add(this);
		models.add(model);
	}

	void remove(TimeModel model) {
		models.remove(model);
		if (!models.isEmpty())
			return;
		ALL.remove(this);
		if (trace != null)
			trace.release();
	}

	/** Takes over the trace from the caller. */
	void open(OpenTrace opened) {
		OpenTrace before = trace;
		trace = opened;
		matches = null;
		lanes = NodeLanes.ALL;
		restored = opened == null || opened.isLive() || DebugClock.isReplayed(opened.folder());
		bookmarks = opened == null ? List.of() : TraceBookmarks.of(opened.folder());
		row = TimeModel.NO_ROW;
		related = Set.of();
		selected = null;
		rangeBegin = Marks.NONE;
		rangeEnd = Marks.NONE;
		relative = false;
		following = opened != null && opened.isLive();
		fire(Change.TRACE);
		fit();
		setInstant(following ? traceEnd() : traceBegin());
		restore();
		if (before != null)
			before.release();
	}

	/** The trace has more events: a window of the whole trace still is one, and one at the live end stays there. */
	void grown() {
		findSelectedAgain();
		restore();
		goAlong();
		fire(Change.EVENTS);
	}

	private void goAlong() {
		if (whole)
			place(traceBegin(), traceEnd());
		else if (following)
			place(traceEnd() - (end - begin), traceEnd());
		if (following)
			instant = traceEnd();
	}

	/** As it was when it was left, as soon as the trace is known up to its clock; unless the user has looked elsewhere by then. */
	private void restore() {
		if (restored || !whole) {
			restored = true;
			return;
		}
		TraceMemory.Look look = wish != null ? wish : TraceMemory.of(trace.folder()).orElse(null);
		restored = look == null || traceEnd() >= look.instant();
		if (look == null || !restored)
			return;
		setLanes(look.lanes());
		selectRange(look.rangeBegin(), look.rangeEnd());
		if (look.begin() != Marks.NONE)
			setWindow(look.begin(), look.end());
		setInstant(look.instant());
	}

	/** How the trace is looked at. */
	TraceMemory.Look look() {
		return new TraceMemory.Look(whole ? Marks.NONE : begin, end, instant, rangeBegin, rangeEnd, lanes);
	}

	/** At once, because nobody knows how the workbench will end. */
	private void keep() {
		if (remembered && trace != null && restored && trace.index().rows() > 0)
			TraceMemory.keep(trace.folder(), look());
	}

	void setLanes(NodeLanes newLanes) {
		lanes = newLanes;
		fire(Change.LANES);
	}

	void readBookmarks() {
		bookmarks = trace == null ? List.of() : TraceBookmarks.of(trace.folder());
		fire(Change.BOOKMARKS);
	}

	void setWindow(long newBegin, long newEnd) {
		whole = false;
		show(newBegin, newEnd);
	}

	void fit() {
		whole = true;
		show(traceBegin(), traceEnd());
	}

	void reveal(long time) {
		if (whole)
			fit();
		long half = (end - begin) / 2;
		if (time < begin || time > end)
			setWindow(time - half, time + half);
	}

	/** How the trace was looked at another time is not of interest any more. */
	void settle() {
		restored = true;
	}

	private void show(long newBegin, long newEnd) {
		place(newBegin, newEnd);
		fire(Change.WINDOW);
	}

	private void place(long newBegin, long newEnd) {
		begin = newBegin;
		end = Math.max(newEnd, newBegin + LEAST_SPAN);
	}

	void setInstant(long time) {
		following = following && time >= traceEnd();
		instant = Math.clamp(time, traceBegin(), Math.max(traceBegin(), traceEnd()));
		fire(Change.INSTANT);
	}

	void setFollowing(boolean follow) {
		following = follow;
		if (follow && trace != null)
			goAlong();
		fire(Change.WINDOW);
		fire(Change.INSTANT);
	}

	void select(int newRow, Set<Integer> newRelated) {
		row = newRow;
		related = newRelated;
		keepSelected();
		fire(Change.SELECTION);
	}

	private void keepSelected() {
		selected = row == TimeModel.NO_ROW ? null
				: new KeptRows(trace.index(), IntStream.concat(IntStream.of(row), related.stream().mapToInt(Integer::intValue)).toArray());
	}

	/** Late packets of other nodes move the last rows. */
	private void findSelectedAgain() {
		if (selected == null || !selected.update())
			return;
		int[] rows = selected.rows();
		row = rows[0];
		related = IntStream.of(rows).skip(1).boxed().collect(Collectors.toSet());
		fire(Change.SELECTION);
	}

	void selectRange(long newBegin, long newEnd) {
		rangeBegin = newBegin;
		rangeEnd = newEnd;
		fire(Change.SELECTION);
	}

	void setRelative(boolean on) {
		relative = on;
		mark = instant;
		fire(Change.FORMAT);
	}

	TimeFormat format() {
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
		keep();
		models.forEach(model -> model.tell(change));
	}
}
