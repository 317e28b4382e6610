package org.ssiworkbench.debug.ui.breakpoint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.TitleAreaDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.ssiworkbench.trace.breakpoint.Breakpoint;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Suspend;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Type;

/** Asks at what to stop. What is left empty may be anything. */
public final class BreakpointDialog extends TitleAreaDialog {
	private static final Type[] TYPES = { Type.MESSAGE, Type.TRANSITION, Type.NODE_DOWN, Type.MIGRATION, Type.INVARIANT };
	private static final int WIDTH = 420;

	private final Map<String, Control> fields = new LinkedHashMap<>();
	private Breakpoint breakpoint;
	private Combo type;
	private Composite fieldArea;
	private Text filter;
	private Text condition;
	private Spinner hits;
	private Combo suspend;

	/** Begins with what a breakpoint says. */
	public BreakpointDialog(Shell parent, Breakpoint breakpoint) {
		super(parent);
		this.breakpoint = breakpoint;
		setShellStyle(getShellStyle() | SWT.RESIZE);
	}

	/** What was entered. */
	public Breakpoint breakpoint() {
		return breakpoint;
	}

	@Override
	protected void configureShell(Shell shell) {
		super.configureShell(shell);
		shell.setText(Messages.BreakpointDialog_title);
	}

	@Override
	protected Control createDialogArea(Composite parent) {
		setTitle(Messages.BreakpointDialog_title);
		setMessage(Messages.BreakpointDialog_message);
		Composite area = new Composite((Composite) super.createDialogArea(parent), SWT.NONE);
		GridLayoutFactory.swtDefaults().numColumns(2).margins(10, 10).applyTo(area);
		GridDataFactory.fillDefaults().grab(true, true).hint(WIDTH, SWT.DEFAULT).applyTo(area);
		type = combo(area, Messages.BreakpointDialog_type);
		for (Type each : TYPES)
			type.add(BreakpointTexts.of(each));
		type.select(Arrays.asList(TYPES).indexOf(breakpoint.type()));
		fieldArea = new Composite(area, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(2).applyTo(fieldArea);
		GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(fieldArea);
		filter = text(area, Messages.BreakpointDialog_filter);
		filter.setText(breakpoint.filter());
		filter.setMessage(Messages.BreakpointDialog_filterHint);
		condition = text(area, Messages.BreakpointDialog_condition);
		condition.setText(breakpoint.condition());
		condition.setMessage(Messages.BreakpointDialog_conditionHint);
		label(area, Messages.BreakpointDialog_hits);
		hits = new Spinner(area, SWT.BORDER);
		hits.setMinimum(1);
		hits.setMaximum(Integer.MAX_VALUE);
		hits.setSelection(Math.max(1, breakpoint.hits()));
		suspend = combo(area, Messages.BreakpointDialog_suspend);
		for (Suspend each : Suspend.values())
			suspend.add(BreakpointTexts.of(each));
		suspend.select(breakpoint.suspend().ordinal());
		showFields();
		type.addListener(SWT.Selection, event -> showFields());
		filter.addListener(SWT.Modify, event -> check());
		condition.addListener(SWT.Modify, event -> check());
		return area;
	}

	/** The fields of the chosen type. */
	private void showFields() {
		for (Control child : fieldArea.getChildren())
			child.dispose();
		fields.clear();
		for (String field : chosen().fields())
			fields.put(field, field(field));
		fieldArea.requestLayout();
		if (getContents() != null)
			getShell().pack();
		check();
	}

	private Control field(String name) {
		String[] choices = BreakpointTexts.choices(chosen(), name);
		String value = breakpoint.type() == chosen() ? breakpoint.fields().getOrDefault(name, "") : "";
		if (choices.length == 0) {
			Text text = text(fieldArea, BreakpointTexts.of(name));
			text.setText(value);
			text.setMessage(Messages.BreakpointDialog_any);
			text.addListener(SWT.Modify, event -> check());
			return text;
		}
		Combo combo = combo(fieldArea, BreakpointTexts.of(name));
		combo.add("");
		for (String choice : choices)
			combo.add(choice);
		combo.setText(value);
		return combo;
	}

	private Type chosen() {
		return TYPES[type.getSelectionIndex()];
	}

	private static void label(Composite parent, String text) {
		new Label(parent, SWT.NONE).setText(text);
	}

	private static Text text(Composite parent, String label) {
		label(parent, label);
		Text text = new Text(parent, SWT.BORDER);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
		return text;
	}

	private static Combo combo(Composite parent, String label) {
		label(parent, label);
		Combo combo = new Combo(parent, SWT.READ_ONLY);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(combo);
		return combo;
	}

	private Breakpoint entered() {
		Map<String, String> values = new TreeMap<>();
		fields.forEach((name, control) -> {
			String value = control instanceof Text text ? text.getText().strip() : ((Combo) control).getText();
			if (!value.isEmpty())
				values.put(name, value);
		});
		return new Breakpoint(breakpoint.id(), chosen(), values, condition.getText().strip(), hits.getSelection(),
				Suspend.values()[suspend.getSelectionIndex()], filter.getText().strip());
	}

	private void check() {
		String fault = null;
		try {
			entered();
		} catch (IllegalArgumentException e) {
			fault = e.getMessage();
		}
		setErrorMessage(fault);
		if (getButton(IDialogConstants.OK_ID) != null)
			getButton(IDialogConstants.OK_ID).setEnabled(fault == null);
	}

	@Override
	protected void okPressed() {
		breakpoint = entered();
		super.okPressed();
	}
}
