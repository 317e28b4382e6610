package org.ssiworkbench.views.preferences;

import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.preferences.AbstractPreferenceInitializer;
import org.eclipse.core.runtime.preferences.DefaultScope;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.ssiworkbench.views.Ids;

/** What the user can set for all views, with what it is unless set. Any thread. */
public final class ViewPreferences extends AbstractPreferenceInitializer {
	static final String REOPEN = "reopenLastTrace"; //$NON-NLS-1$
	static final String FILTERS = "filtersKept"; //$NON-NLS-1$
	static final String EFFECTS = "mostEffects"; //$NON-NLS-1$
	static final String COPIED = "mostCopied"; //$NON-NLS-1$

	@Override
	public void initializeDefaultPreferences() {
		IEclipsePreferences defaults = DefaultScope.INSTANCE.getNode(Ids.BUNDLE);
		defaults.putBoolean(REOPEN, true);
		defaults.putInt(FILTERS, 20);
		defaults.putInt(EFFECTS, 100_000);
		defaults.putInt(COPIED, 100_000);
	}

	/** Whether the trace that was looked at last is opened again when the workbench starts. */
	public static boolean reopensLastTrace() {
		return Platform.getPreferencesService().getBoolean(Ids.BUNDLE, REOPEN, true, null);
	}

	/** How many filters the list of those used before has. */
	public static int filtersKept() {
		return number(FILTERS);
	}

	/** How many events are marked at most as what an event led to. */
	public static int mostEffects() {
		return number(EFFECTS);
	}

	/** How many rows are copied at most. */
	public static int mostCopied() {
		return number(COPIED);
	}

	private static int number(String key) {
		return Math.max(1, Platform.getPreferencesService().getInt(Ids.BUNDLE, key, 1, null));
	}
}
