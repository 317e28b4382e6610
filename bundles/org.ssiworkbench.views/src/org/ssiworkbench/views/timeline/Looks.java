package org.ssiworkbench.views.timeline;

import java.util.Locale;

import org.eclipse.jface.resource.ColorRegistry;
import org.eclipse.jface.util.IPropertyChangeListener;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.themes.IThemeManager;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.trace.picture.Ink;
import org.ssiworkbench.trace.picture.Look;

/** The colours of the time views: light or dark as the workbench is, with the user's colours for states. UI thread only. */
final class Looks {
	private static final String FONT = "org.ssiworkbench.views.font"; //$NON-NLS-1$
	private static final String STATE_PREFIX = "org.ssiworkbench.views.state."; //$NON-NLS-1$

	private Looks() {
	}

	/** The look that fits a control's surroundings. */
	static Look of(Control control) {
		Look look = isDark(control) ? Look.dark() : Look.light();
		ColorRegistry colors = themes().getCurrentTheme().getColorRegistry();
		for (NodeState state : NodeState.values()) {
			Color color = colors.get(STATE_PREFIX + state.name().toLowerCase(Locale.ROOT));
			if (color != null)
				look = look.withState(state.name(), ink(color.getRGB()));
		}
		return look;
	}

	/** Whether a control's surroundings are dark. */
	static boolean isDark(Control control) {
		return ink(control.getParent().getBackground().getRGB()).isDark();
	}

	/** Something to paint on the control with, in the font that the user chose for pictures; the control disposes it. */
	static SwtSurface surface(Control control) {
		Font font = themes().getCurrentTheme().getFontRegistry().get(FONT);
		int normal = control.getDisplay().getSystemFont().getFontData()[0].getHeight();
		return new SwtSurface(control.getDisplay(), font, normal);
	}

	/** Runs {@code changed} whenever colours or the font change, as long as the control lives. */
	static void follow(Control control, Runnable changed) {
		IPropertyChangeListener listener = event -> {
			if (event.getProperty().startsWith(STATE_PREFIX) || FONT.equals(event.getProperty())
					|| IThemeManager.CHANGE_CURRENT_THEME.equals(event.getProperty()))
				changed.run();
		};
		themes().addPropertyChangeListener(listener);
		control.addDisposeListener(event -> themes().removePropertyChangeListener(listener));
	}

	private static Ink ink(RGB rgb) {
		return Ink.of(rgb.red << 16 | rgb.green << 8 | rgb.blue);
	}

	private static IThemeManager themes() {
		return PlatformUI.getWorkbench().getThemeManager();
	}
}
