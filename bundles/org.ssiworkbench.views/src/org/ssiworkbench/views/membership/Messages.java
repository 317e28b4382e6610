package org.ssiworkbench.views.membership;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	static String empty;
	static String time;
	static String transition;
	static String node;
	static String from;
	static String to;
	static String seenBy;
	static String cause;

	static {
		initializeMessages("org.ssiworkbench.views.membership.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
