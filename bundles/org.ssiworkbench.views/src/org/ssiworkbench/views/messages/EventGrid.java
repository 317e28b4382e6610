package org.ssiworkbench.views.messages;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Slider;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.picture.Ink;
import org.ssiworkbench.trace.view.TimeFormat;
import org.ssiworkbench.views.internal.Icons;
import org.ssiworkbench.views.internal.RowText;
import org.ssiworkbench.views.internal.TableColumns;
import org.ssiworkbench.views.internal.UiRefresh;

/**
 * A table of any number of events: it holds only the rows that are on the screen, and a slider of its own goes through
 * all of them. UI thread only.
 */
final class EventGrid {
	private static final int NONE = -1;

	private final Composite area;
	private final Table table;
	private final Slider slider;
	private final IntConsumer chosen;
	private final List<Integer> shown = new ArrayList<>();
	private List<ColorRule> rules = ColorRules.all();
	private Set<Long> bookmarks = Set.of();
	private TraceIndex index;
	private RowSet rows;
	private TimeFormat times;
	/** Of the table's client area: to ask for it means to wait for the display server. */
	private int height;
	private boolean measured;
	private int top;
	private int selected = NONE;

	/** {@code chosen} gets the index row of an event that the user selects. */
	EventGrid(Composite parent, IntConsumer chosen) {
		this.chosen = chosen;
		area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).spacing(0, 0).applyTo(area);
		table = new Table(area, SWT.FULL_SELECTION | SWT.MULTI | SWT.H_SCROLL | SWT.NO_SCROLL | SWT.BORDER);
		table.setHeaderVisible(true);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
		slider = new Slider(area, SWT.VERTICAL);
		GridDataFactory.fillDefaults().grab(false, true).applyTo(slider);
		for (EventColumn column : EventColumn.values())
			create(column);
		slider.addListener(SWT.Selection, event -> scrollTo(slider.getSelection()));
		UiRefresh refill = new UiRefresh(table, this::fill);
		table.addListener(SWT.Resize, event -> {
			measured = false;
			refill.request();
		});
		table.addListener(SWT.Paint, event -> {
			if (!measured) // what a table measures is not true before it is seen
				height = table.getClientArea().height;
			measured = true;
			if (shown.size() != Math.min(visible(), size()))
				refill.request();
		});
		table.addListener(SWT.MouseVerticalWheel, this::wheel);
		table.addListener(SWT.Selection, event -> choose(table.indexOf((TableItem) event.item)));
		table.addListener(SWT.KeyDown, this::key);
		RowText.copyOnKey(table);
		ColorRules.follow(table, () -> {
			rules = ColorRules.all();
			fill();
		});
	}

	private void create(EventColumn column) {
		TableColumn made = new TableColumn(table, column.alignment());
		made.setText(column.title());
		made.setWidth(TableColumns.width(table, column.characters()));
		made.setMoveable(true);
	}

	Composite control() {
		return area;
	}

	Table table() {
		return table;
	}

	/** How many events there are to go through. */
	int size() {
		return rows == null ? 0 : rows.size();
	}

	/** Shows other events, keeping the place; with {@code toEnd} the last ones. */
	void show(TraceIndex newIndex, RowSet newRows, TimeFormat newTimes, boolean toEnd) {
		index = newIndex;
		rows = newRows;
		times = newTimes;
		if (toEnd)
			top = Integer.MAX_VALUE;
		fill();
	}

	/** Shows nothing. */
	void clear() {
		rows = null;
		selected = NONE;
		fill();
	}

	/** Marks the events at these times when they are shown next. */
	void setBookmarks(Set<Long> times) {
		bookmarks = times;
	}

	/** Marks the row of an event and brings it into sight; none if it is not among those shown. */
	void select(int row) {
		selected = row;
		if (rows != null && row != NONE && rows.contains(row)) {
			int place = rows.count(0, row);
			if (place < top || place >= top + visible())
				top = place - visible() / 2;
		}
		fill();
	}

	private int visible() {
		if (!measured)
			height = table.getClientArea().height;
		return Math.max(1, (height - table.getHeaderHeight()) / Math.max(1, table.getItemHeight()));
	}

	private void scrollTo(int place) {
		top = place;
		fill();
	}

	private void wheel(Event event) {
		event.doit = false;
		scrollTo(top - event.count);
	}

	private void fill() {
		int visible = visible();
		top = Math.clamp(top, 0, Math.max(0, size() - visible));
		int count = Math.min(visible, size() - top);
		List<Integer> before = List.copyOf(shown);
		table.setItemCount(count);
		shown.clear();
		for (int i = 0; i < count; i++)
			fill(table.getItem(i), rows.get(top + i));
		mark(before.equals(shown));
		slider.setValues(top, 0, Math.max(1, size()), Math.clamp(visible, 1, Math.max(1, size())), 1, visible);
		slider.setEnabled(size() > visible);
	}

	private void fill(TableItem item, int row) {
		shown.add(row);
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

	/** Selects the row of the selected event; other rows that the user selected with it stay so only as long as nothing moves. */
	private void mark(boolean sameRows) {
		int place = shown.indexOf(selected);
		if (sameRows && place >= 0 && table.isSelected(place))
			return;
		if (place >= 0)
			table.setSelection(place);
		else
			table.deselectAll();
	}

	private void choose(int item) {
		if (item < 0)
			return;
		selected = shown.get(item);
		chosen.accept(selected);
	}

	/** Beyond the screen's edge the table itself knows no rows. */
	private void key(Event event) {
		if ((event.stateMask & SWT.SHIFT) != 0)
			return;
		int place = rows == null ? NONE : selected == NONE ? top : rows.count(0, selected);
		int target = switch (event.keyCode) {
		case SWT.ARROW_DOWN -> place + 1;
		case SWT.ARROW_UP -> place - 1;
		case SWT.PAGE_DOWN -> place + visible();
		case SWT.PAGE_UP -> place - visible();
		case SWT.HOME -> 0;
		case SWT.END -> size() - 1;
		default -> NONE - 1;
		};
		if (target < NONE || size() == 0)
			return;
		event.doit = false;
		int row = rows.get(Math.clamp(target, 0, size() - 1));
		select(row);
		chosen.accept(row);
	}

	/** The first {@code most} of all rows as text, cells parted by tabs; may be called in any thread. */
	static String text(TraceIndex index, RowSet rows, TimeFormat times, int most) {
		return IntStream.range(0, Math.min(most, rows.size())).mapToObj(place -> index.event(rows.get(place)))
				.map(event -> Arrays.stream(EventColumn.values()).map(column -> column.text(event, times)).collect(Collectors.joining("\t"))) //$NON-NLS-1$
				.collect(Collectors.joining("\n")); //$NON-NLS-1$
	}
}
