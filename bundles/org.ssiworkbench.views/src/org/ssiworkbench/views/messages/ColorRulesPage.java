package org.ssiworkbench.views.messages;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;

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
		table.addListener(SWT.DefaultSelection, event -> onSelected(this::edit).run());
		Composite buttons = new Composite(area, SWT.NONE);
		GridLayoutFactory.fillDefaults().applyTo(buttons);
		GridDataFactory.fillDefaults().applyTo(buttons);
		button(buttons, Messages.ruleAdd, this::add);
		button(buttons, Messages.ruleEdit, onSelected(this::edit));
		button(buttons, Messages.ruleColor, onSelected(this::recolor));
		button(buttons, Messages.ruleRemove, onSelected(this::remove));
		button(buttons, Messages.ruleUp, onSelected(place -> move(place, place - 1)));
		button(buttons, Messages.ruleDown, onSelected(place -> move(place, place + 1)));
		show(0);
		return area;
	}

	private void button(Composite parent, String name, Runnable run) {
		Button button = new Button(parent, SWT.PUSH);
		button.setText(name);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
		button.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> run.run()));
	}

	/** What a button does with the selected rule, if there is one. */
	private Runnable onSelected(IntConsumer run) {
		return () -> {
			if (table.getSelectionIndex() >= 0)
				run.accept(table.getSelectionIndex());
		};
	}

	private void add() {
		Filter filter = ask(""); //$NON-NLS-1$
		if (filter == null)
			return;
		rules.add(new ColorRule(filter, FIRST_COLOR));
		recolor(rules.size() - 1);
	}

	private void remove(int place) {
		rules.remove(place);
		show(place);
	}

	private void edit(int place) {
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

	private void recolor(int place) {
		ColorRule rule = rules.get(place);
		ColorDialog dialog = new ColorDialog(getShell());
		dialog.setRGB(rule.color());
		RGB color = dialog.open();
		if (color != null)
			rules.set(place, new ColorRule(rule.filter(), color));
		show(place);
	}

	private void move(int from, int to) {
		if (to < 0 || to >= rules.size())
			return;
		Collections.swap(rules, from, to);
		show(to);
	}

	private void show(int place) {
		table.removeAll();
		for (ColorRule rule : rules) {
			TableItem item = new TableItem(table, SWT.NONE);
			item.setText(rule.filter().toString());
			item.setBackground(new Color(rule.color()));
			item.setForeground(EventGrid.readableOn(rule.color()));
		}
		if (!rules.isEmpty())
			table.setSelection(Math.clamp(place, 0, rules.size() - 1));
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
