package org.ssiworkbench.views.editor;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	public static String noFile;
	public static String showViews;
	public static String overviewName;
	public static String problems;
	public static String noProblems;
	public static String facts;

	static {
		initializeMessages("org.ssiworkbench.views.editor.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
