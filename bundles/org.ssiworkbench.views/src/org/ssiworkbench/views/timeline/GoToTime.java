package org.ssiworkbench.views.timeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Shell;

/** Asks for a time and goes there. UI thread only. */
public final class GoToTime {
	private static final Pattern TIME = Pattern.compile("\\s*([+-]?[0-9]+(?:\\.[0-9]+)?)\\s*(s|ms|us|ns|)\\s*"); //$NON-NLS-1$
	private static final double NANOS_PER_SECOND = 1e9;

	private GoToTime() {
	}

	/** Asks, unless no trace is open. */
	public static void ask(Shell shell, TimeModel model) {
		if (model.trace() == null)
			return;
		InputDialog dialog = new InputDialog(shell, Messages.goToTitle, Messages.goToMessage,
				String.valueOf(model.instant() / NANOS_PER_SECOND), text -> nanos(text) == null ? Messages.goToFault : null);
		if (dialog.open() == Window.OK) {
			long time = nanos(dialog.getValue());
			model.setInstant(time);
			model.reveal(model.instant());
		}
	}

	/** A number with an optional unit (s, ms, us, ns); seconds without one. Null if it is none. */
	static Long nanos(String text) {
		Matcher match = TIME.matcher(text);
		if (!match.matches())
			return null;
		double unit = switch (match.group(2)) {
		case "ms" -> 1e6; //$NON-NLS-1$
		case "us" -> 1e3; //$NON-NLS-1$
		case "ns" -> 1; //$NON-NLS-1$
		default -> NANOS_PER_SECOND;
		};
		return Math.round(Double.parseDouble(match.group(1)) * unit);
	}
}
