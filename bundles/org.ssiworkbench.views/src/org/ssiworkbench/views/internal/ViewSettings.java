package org.ssiworkbench.views.internal;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.dialogs.DialogSettings;
import org.eclipse.jface.dialogs.IDialogSettings;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.events.ControlListener;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.ui.PlatformUI;

/** What a view looks like, kept for the next time it is opened. UI thread only. */
public final class ViewSettings {
	private static final String BUNDLE = "org.ssiworkbench.views";
	private static final String SEPARATOR = ",";
	private static final String WIDTHS = "widths";
	private static final String ORDER = "order";
	private static final String WEIGHTS = "weights";
	/** The width of a hidden column before it was hidden. */
	private static final String SHOWN_WIDTH = "shownWidth";

	private final IDialogSettings section;

	/** The settings of a name. */
	public ViewSettings(String name) {
		section = DialogSettings.getOrCreateSection(root(), name);
	}

	/** Where all settings of this bundle are; the workbench stores them when it ends. */
	public static IDialogSettings root() {
		return PlatformUI.getDialogSettingsProvider(Platform.getBundle(BUNDLE)).getDialogSettings();
	}

	/** Whether something is on; not unless said. */
	public boolean isOn(String key) {
		return section.getBoolean(key);
	}

	/** Something is on or off from now on. */
	public void set(String key, boolean on) {
		section.put(key, on);
	}

	/** A text; empty unless said. */
	public String text(String key) {
		String text = section.get(key);
		return text == null ? "" : text;
	}

	/** Something has another text from now on. */
	public void set(String key, String text) {
		section.put(key, text);
	}

	/** Keeps how a sash's parts share the space. */
	public void keep(SashForm sash) {
		int[] weights = numbers(WEIGHTS);
		if (weights.length == sash.getWeights().length && Arrays.stream(weights).allMatch(weight -> weight > 0))
			sash.setWeights(weights);
		for (Control part : sash.getChildren())
			part.addControlListener(ControlListener.controlResizedAdapter(event -> keepWeights(sash)));
	}

	private void keepWeights(SashForm sash) {
		if (sash.getMaximizedControl() == null && !sash.getClientArea().isEmpty())
			section.put(WEIGHTS, joined(sash.getWeights()));
	}

	/** Keeps the widths and the order of a table's columns, and which are hidden. */
	public void keep(Table table) {
		int count = table.getColumnCount();
		int[] widths = numbers(WIDTHS);
		if (widths.length == count)
			for (int i = 0; i < count; i++)
				setWidth(table.getColumn(i), widths[i]);
		int[] order = numbers(ORDER);
		if (Arrays.equals(Arrays.stream(order).sorted().toArray(), IntStream.range(0, count).toArray()))
			table.setColumnOrder(order);
		for (TableColumn column : table.getColumns()) {
			column.addControlListener(ControlListener.controlResizedAdapter(event -> keepColumns(table)));
			column.addControlListener(ControlListener.controlMovedAdapter(event -> keepColumns(table)));
		}
	}

	private static void setWidth(TableColumn column, int width) {
		if (width == 0)
			column.setData(SHOWN_WIDTH, column.getWidth());
		column.setWidth(width);
		column.setResizable(width > 0);
	}

	private void keepColumns(Table table) {
		section.put(WIDTHS, joined(Arrays.stream(table.getColumns()).mapToInt(TableColumn::getWidth).toArray()));
		section.put(ORDER, joined(table.getColumnOrder()));
	}

	/** A menu that hides columns of a table and shows them again. */
	public static IMenuManager columnMenu(Table table) {
		MenuManager menu = new MenuManager(Messages.columns);
		for (TableColumn column : table.getColumns()) {
			Action action = new Action(column.getText(), IAction.AS_CHECK_BOX) {
				@Override
				public void run() {
					setShown(column, isChecked());
				}
			};
			action.setChecked(column.getWidth() > 0);
			menu.add(action);
		}
		return menu;
	}

	/** Shows a column, or hides it. */
	public static void setShown(TableColumn column, boolean shown) {
		if (shown == column.getWidth() > 0)
			return;
		if (shown) {
			Object width = column.getData(SHOWN_WIDTH);
			setWidth(column, width instanceof Integer pixels && pixels > 0 ? pixels : TableColumns.width(column.getParent(), 12));
		} else
			setWidth(column, 0);
	}

	private int[] numbers(String key) {
		return Arrays.stream(text(key).split(SEPARATOR)).filter(number -> number.matches("\\d{1,6}")).mapToInt(Integer::parseInt)
				.toArray();
	}

	private static String joined(int[] numbers) {
		return Arrays.stream(numbers).mapToObj(String::valueOf).collect(Collectors.joining(SEPARATOR));
	}
}
