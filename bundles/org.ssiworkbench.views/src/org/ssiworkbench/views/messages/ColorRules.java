package org.ssiworkbench.views.messages;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.IEclipsePreferences.IPreferenceChangeListener;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.views.Ids;

/** The colours that the user gave to events, in the order in which they are tried; kept in the preferences. */
final class ColorRules {
	private static final String KEY = "colorRules"; //$NON-NLS-1$
	private static final String SEPARATOR = "\n"; //$NON-NLS-1$

	private ColorRules() {
	}

	/** All of them; the first that matches counts. */
	static List<ColorRule> all() {
		return Arrays.stream(preferences().get(KEY, "").split(SEPARATOR)).filter(line -> !line.isBlank()) //$NON-NLS-1$
				.map(ColorRule::parse).filter(Objects::nonNull).toList();
	}

	/** These from now on. */
	static void set(List<ColorRule> rules) {
		preferences().put(KEY, rules.stream().map(ColorRule::line).collect(Collectors.joining(SEPARATOR)));
	}

	/** The colour of an event by some rules. */
	static Optional<RGB> of(TraceEvent event, List<ColorRule> rules) {
		return rules.stream().filter(rule -> rule.filter().matches(event)).map(ColorRule::color).findFirst();
	}

	/** Runs {@code changed} on the UI thread whenever there are other rules, as long as the control lives. */
	static void follow(Control control, Runnable changed) {
		IPreferenceChangeListener listener = event -> {
			if (event.getKey().equals(KEY))
				control.getDisplay().execute(() -> {
					if (!control.isDisposed())
						changed.run();
				});
		};
		preferences().addPreferenceChangeListener(listener);
		control.addDisposeListener(event -> preferences().removePreferenceChangeListener(listener));
	}

	private static IEclipsePreferences preferences() {
		return InstanceScope.INSTANCE.getNode(Ids.BUNDLE);
	}
}
