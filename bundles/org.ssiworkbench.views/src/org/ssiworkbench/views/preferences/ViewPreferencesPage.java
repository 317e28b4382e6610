package org.ssiworkbench.views.preferences;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.preference.BooleanFieldEditor;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.jface.preference.IntegerFieldEditor;
import org.eclipse.swt.SWT;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.dialogs.PreferenceLinkArea;
import org.eclipse.ui.preferences.IWorkbenchPreferenceContainer;
import org.eclipse.ui.preferences.ScopedPreferenceStore;
import org.ssiworkbench.views.Ids;

/** Limits and habits of the views; colours and fonts are on the platform's own page. */
public final class ViewPreferencesPage extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {
	private static final String COLORS_AND_FONTS = "org.eclipse.ui.preferencePages.ColorsAndFonts"; //$NON-NLS-1$
	private static final int MOST_FILTERS = 200;
	private static final int MOST_ROWS = 10_000_000;

	/** The page. */
	public ViewPreferencesPage() {
		super(GRID);
		setPreferenceStore(new ScopedPreferenceStore(InstanceScope.INSTANCE, Ids.BUNDLE));
	}

	@Override
	public void init(IWorkbench workbench) {
		setDescription(Messages.pageText);
	}

	@Override
	protected void createFieldEditors() {
		addField(new BooleanFieldEditor(ViewPreferences.REOPEN, Messages.reopen, getFieldEditorParent()));
		number(ViewPreferences.FILTERS, Messages.filters, MOST_FILTERS);
		number(ViewPreferences.EFFECTS, Messages.effects, MOST_ROWS);
		number(ViewPreferences.COPIED, Messages.copied, MOST_ROWS);
		new PreferenceLinkArea(getFieldEditorParent(), SWT.NONE, COLORS_AND_FONTS, Messages.colors,
				(IWorkbenchPreferenceContainer) getContainer(), null);
	}

	private void number(String key, String name, int most) {
		IntegerFieldEditor editor = new IntegerFieldEditor(key, name, getFieldEditorParent());
		editor.setValidRange(1, most);
		addField(editor);
	}
}
