package org.ssiworkbench.views.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Slider;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/**
 * A table of any number of rows: it holds only those that are on the screen, and a slider of its own goes through all of
 * them. The platform's style sheets do not work with virtual tables. UI thread only.
 *
 * @param <R> what a row is known by when its place changes
 */
public final class RowGrid<R> {

	/**
	 * What can be in the table.
	 *
	 * @param <R> what a row is known by
	 */
	public interface Rows<R> {
		/** How many there are. */
		int size();

		/** The row at a place, from 0. */
		R get(int place);

		/** The place that a row has or, if it is not there, would have. */
		int place(R row);

		/** Shows a row. */
		void fill(TableItem item, R row);
	}

	private final Composite area;
	private final Table table;
	private final Slider slider;
	private final Rows<R> rows;
	private final Consumer<R> chosen;
	private final List<R> shown = new ArrayList<>();
	/** Of the table's client area: to ask for it means to wait for the display server. */
	private int height;
	private boolean measured;
	private int top;
	private R selected;

	/** {@code chosen} gets what the user selects. */
	public RowGrid(Composite parent, Rows<R> rows, Consumer<R> chosen) {
		this.rows = rows;
		this.chosen = chosen;
		area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).spacing(0, 0).applyTo(area);
		table = new Table(area, SWT.FULL_SELECTION | SWT.MULTI | SWT.H_SCROLL | SWT.NO_SCROLL | SWT.BORDER);
		table.setHeaderVisible(true);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(table);
		slider = new Slider(area, SWT.VERTICAL);
		GridDataFactory.fillDefaults().grab(false, true).applyTo(slider);
		slider.addListener(SWT.Selection, event -> scrollTo(slider.getSelection()));
		UiRefresh refill = new UiRefresh(table, this::refill);
		table.addListener(SWT.Resize, event -> {
			measured = false;
			refill.request();
		});
		table.addListener(SWT.Paint, event -> painted(refill));
		table.addListener(SWT.MouseVerticalWheel, this::wheel);
		table.addListener(SWT.Selection, event -> choose(table.indexOf((TableItem) event.item)));
		table.addListener(SWT.KeyDown, this::key);
		RowText.copyOnKey(table);
	}

	/** The table with its slider. */
	public Composite control() {
		return area;
	}

	/** The table. */
	public Table table() {
		return table;
	}

	/** One more column, which can be moved. */
	public void column(String title, int characters, int alignment) {
		TableColumn made = new TableColumn(table, alignment);
		made.setText(title);
		made.setWidth(TableColumns.width(table, characters));
		made.setMoveable(true);
	}

	/** There are other rows; goes to the last ones. */
	public void showEnd() {
		scrollTo(Integer.MAX_VALUE);
	}

	/** Marks a row and brings it into sight; null for none. Nothing is marked if it is not there. */
	public void select(R row) {
		selected = row;
		int place = row == null ? 0 : rows.place(row);
		if (place < rows.size() && rows.get(place).equals(row) && (place < top || place >= top + visible()))
			top = place - visible() / 2;
		refill();
	}

	/** There are other rows, or they look different; those in sight stay there, as far as they can. */
	public void refill() {
		int visible = visible();
		int size = rows.size();
		top = Math.clamp(top, 0, Math.max(0, size - visible));
		int count = Math.min(visible, size - top);
		List<R> before = List.copyOf(shown);
		table.setItemCount(count);
		shown.clear();
		for (int i = 0; i < count; i++) {
			shown.add(rows.get(top + i));
			rows.fill(table.getItem(i), shown.get(i));
		}
		mark(before.equals(shown));
		slider.setValues(top, 0, Math.max(1, size), Math.clamp(visible, 1, Math.max(1, size)), 1, visible);
		slider.setEnabled(size > visible);
	}

	/** What a table measures is not true before it is seen. */
	private void painted(UiRefresh refill) {
		if (!measured)
			height = table.getClientArea().height;
		measured = true;
		if (shown.size() != Math.min(visible(), rows.size()))
			refill.request();
	}

	private int visible() {
		if (!measured)
			height = table.getClientArea().height;
		return Math.max(1, (height - table.getHeaderHeight()) / Math.max(1, table.getItemHeight()));
	}

	private void scrollTo(int place) {
		top = place;
		refill();
	}

	private void wheel(Event event) {
		event.doit = false;
		scrollTo(top - event.count);
	}

	/** Selects the row of what is selected; other rows that the user selected with it stay so only as long as nothing moves. */
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
		int size = rows.size();
		if ((event.stateMask & SWT.SHIFT) != 0 || size == 0)
			return;
		int place = selected == null ? top : rows.place(selected);
		int target = switch (event.keyCode) {
		case SWT.ARROW_DOWN -> place + 1;
		case SWT.ARROW_UP -> place - 1;
		case SWT.PAGE_DOWN -> place + visible();
		case SWT.PAGE_UP -> place - visible();
		case SWT.HOME -> 0;
		case SWT.END -> size - 1;
		default -> Integer.MIN_VALUE;
		};
		if (target == Integer.MIN_VALUE)
			return;
		event.doit = false;
		R row = rows.get(Math.clamp(target, 0, size - 1));
		select(row);
		chosen.accept(row);
	}
}
