package org.ssiworkbench.views.preferences;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	public static String pageText;
	public static String reopen;
	public static String filters;
	public static String effects;
	public static String copied;
	public static String colors;

	static {
		initializeMessages("org.ssiworkbench.views.preferences.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
