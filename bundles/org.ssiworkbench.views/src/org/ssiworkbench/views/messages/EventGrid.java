package org.ssiworkbench.views.messages;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.picture.Ink;
import org.ssiworkbench.trace.view.TimeFormat;
import org.ssiworkbench.views.internal.Icons;
import org.ssiworkbench.views.internal.RowGrid;

/** A table of events, which are known by their rows in the index. UI thread only. */
final class EventGrid implements RowGrid.Rows<Integer> {
	private static final int NONE = -1;

	private final RowGrid<Integer> grid;
	private List<ColorRule> rules = ColorRules.all();
	private Set<Long> bookmarks = Set.of();
	private TraceIndex index;
	private RowSet rows;
	private TimeFormat times;

	/** {@code chosen} gets the index row of an event that the user selects. */
	EventGrid(Composite parent, Consumer<Integer> chosen) {
		grid = new RowGrid<>(parent, this, chosen);
		for (EventColumn column : EventColumn.values())
			grid.column(column.title(), column.characters(), column.alignment());
		ColorRules.follow(grid.table(), () -> {
			rules = ColorRules.all();
			grid.refill();
		});
	}

	Composite control() {
		return grid.control();
	}

	Table table() {
		return grid.table();
	}

	@Override
	public int size() {
		return rows == null ? 0 : rows.size();
	}

	@Override
	public Integer get(int place) {
		return rows.get(place);
	}

	@Override
	public int place(Integer row) {
		return rows == null ? 0 : rows.count(0, row);
	}

	/** Shows other events, keeping the place; with {@code toEnd} the last ones. */
	void show(TraceIndex newIndex, RowSet newRows, TimeFormat newTimes, boolean toEnd) {
		index = newIndex;
		rows = newRows;
		times = newTimes;
		if (toEnd)
			grid.showEnd();
		else
			grid.refill();
	}

	/** Shows nothing. */
	void clear() {
		rows = null;
		grid.select(null);
	}

	/** Marks the events at these times when they are shown next. */
	void setBookmarks(Set<Long> times) {
		bookmarks = times;
	}

	/** Marks the row of an event and brings it into sight; none if it is not among those shown. */
	void select(int row) {
		grid.select(row == NONE ? null : row);
	}

	@Override
	public void fill(TableItem item, Integer row) {
		try {
			fill(item, index.event(row));
		} catch (UncheckedIOException e) {
			unreadable(item, row, e.getMessage());
		}
	}

	/** The trace's files went away, or are others now. */
	private void unreadable(TableItem item, int row, String why) {
		String[] cells = new String[EventColumn.values().length];
		Arrays.fill(cells, ""); //$NON-NLS-1$
		cells[EventColumn.TIME.ordinal()] = times.full(index.time(row));
		cells[EventColumn.DETAILS.ordinal()] = why;
		item.setText(cells);
		item.setImage(EventColumn.EVENT.ordinal(), Icons.WARNING.image());
	}

	private void fill(TableItem item, TraceEvent event) {
		item.setText(Arrays.stream(EventColumn.values()).map(column -> column.text(event, times)).toArray(String[]::new));
		Icons icon = bookmarks.contains(event.time()) ? Icons.BOOKMARK : EventText.icon(event);
		item.setImage(EventColumn.EVENT.ordinal(), icon.image());
		RGB color = ColorRules.of(event, rules).orElse(null);
		item.setBackground(color == null ? null : new Color(color));
		item.setForeground(color == null ? null : readableOn(color));
	}

	/** A colour for text on a background. */
	static Color readableOn(RGB background) {
		return Ink.of(background.red << 16 | background.green << 8 | background.blue).isDark() ? new Color(255, 255, 255)
				: new Color(0, 0, 0);
	}

	/** The first {@code most} of all rows as text, cells parted by tabs; may be called in any thread. */
	static String text(TraceIndex index, RowSet rows, TimeFormat times, int most) {
		return IntStream.range(0, Math.min(most, rows.size())).mapToObj(place -> index.event(rows.get(place)))
				.map(event -> Arrays.stream(EventColumn.values()).map(column -> column.text(event, times)).collect(Collectors.joining("\t"))) //$NON-NLS-1$
				.collect(Collectors.joining("\n")); //$NON-NLS-1$
	}
}
