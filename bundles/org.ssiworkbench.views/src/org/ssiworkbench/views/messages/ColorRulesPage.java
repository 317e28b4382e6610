package org.ssiworkbench.views.messages;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.ColorDialog;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.FilterException;

/** Where the user gives colours to events. */
public final class ColorRulesPage extends PreferencePage implements IWorkbenchPreferencePage {
	/** Its id, to open it. */
	public static final String ID = "org.ssiworkbench.views.preferences.colorRules"; //$NON-NLS-1$
	private static final RGB FIRST_COLOR = new RGB(86, 180, 233);

	private final List<ColorRule> rules = new ArrayList<>(ColorRules.all());
	private Table table;

	@Override
	public void init(IWorkbench workbench) {
		setDescription(Messages.rulesText);
	}

	@Override
	protected Control createContents(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).applyTo(area);
		table = new Table(area, SWT.BORDER | SWT.FULL_SELECTION | SWT.V_SCROLL);
		GridDataFactory.fillDefaults().grab(true, true).hint(380, 200).applyTo(table);
		table.addListener(SWT.DefaultSelection, event -> edit());
		Composite buttons = new Composite(area, SWT.NONE);
		GridLayoutFactory.fillDefaults().applyTo(buttons);
		GridDataFactory.fillDefaults().applyTo(buttons);
		button(buttons, Messages.ruleAdd, this::add);
		button(buttons, Messages.ruleEdit, this::edit);
		button(buttons, Messages.ruleColor, this::recolor);
		button(buttons, Messages.ruleRemove, () -> rules.remove(selected()));
		button(buttons, Messages.ruleUp, () -> move(-1));
		button(buttons, Messages.ruleDown, () -> move(1));
		show(0);
		return area;
	}

	private void button(Composite parent, String name, Runnable run) {
		Button button = new Button(parent, SWT.PUSH);
		button.setText(name);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
		button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> {
			if (selected() < 0 && !name.equals(Messages.ruleAdd))
				return;
			int place = selected();
			run.run();
			show(place);
		}));
	}

	private void add() {
		Filter filter = ask(""); //$NON-NLS-1$
		if (filter == null)
			return;
		rules.add(new ColorRule(filter, FIRST_COLOR));
		show(rules.size() - 1);
		recolor();
	}

	private void edit() {
		if (selected() < 0)
			return;
		int place = selected();
		ColorRule rule = rules.get(place);
		Filter filter = ask(rule.filter().toString());
		if (filter != null)
			rules.set(place, new ColorRule(filter, rule.color()));
		show(place);
	}

	private Filter ask(String text) {
		InputDialog dialog = new InputDialog(getShell(), Messages.ruleTitle, Messages.ruleMessage, text, ColorRulesPage::fault);
		return dialog.open() == Window.OK ? parse(dialog.getValue()) : null;
	}

	private static String fault(String text) {
		try {
			return Filter.parse(text) == Filter.ALL ? Messages.ruleEmpty : null;
		} catch (FilterException e) {
			return e.getMessage();
		}
	}

	private static Filter parse(String text) {
		try {
			return Filter.parse(text);
		} catch (FilterException e) {
			throw new IllegalStateException("the dialog lets only filters through", e); //$NON-NLS-1$
		}
	}

	private void recolor() {
		ColorDialog dialog = new ColorDialog(getShell());
		dialog.setRGB(rules.get(selected()).color());
		RGB color = dialog.open();
		if (color != null)
			rules.set(selected(), new ColorRule(rules.get(selected()).filter(), color));
	}

	private void move(int down) {
		int place = selected();
		if (place + down < 0 || place + down >= rules.size())
			return;
		Collections.swap(rules, place, place + down);
		table.setSelection(place + down);
	}

	private int selected() {
		return table.getSelectionIndex();
	}

	private void show(int place) {
		int selected = Math.max(selected(), 0) == 0 ? place : selected();
		table.removeAll();
		for (ColorRule rule : rules) {
			TableItem item = new TableItem(table, SWT.NONE);
			item.setText(rule.filter().toString());
			Color color = new Color(rule.color());
			item.setBackground(color);
			item.setForeground(EventGrid.readableOn(rule.color()));
		}
		if (!rules.isEmpty())
			table.setSelection(Math.clamp(selected, 0, rules.size() - 1));
	}

	@Override
	protected void performDefaults() {
		rules.clear();
		show(0);
		super.performDefaults();
	}

	@Override
	public boolean performOk() {
		ColorRules.set(rules);
		return true;
	}
}
