package org.ssiworkbench.views.state;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	public static String name;
	public static String value;
	public static String gone;
	public static String seekJob;

	static {
		initializeMessages("org.ssiworkbench.views.state.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
