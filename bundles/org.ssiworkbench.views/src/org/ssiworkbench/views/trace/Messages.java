package org.ssiworkbench.views.trace;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	static String empty;
	static String filterHint;
	static String filterJob;
	static String followJob;
	static String unreadable;
	static String all;
	static String some;
	static String dropped;
	static String scrollLock;
	static String scrollLockTip;
	static String openTitle;
	static String openMessage;
	static String time;
	static String node;
	static String event;
	static String peer;
	static String details;
	static String cause;
	static String noCause;
	static String timer;
	static String message;
	static String fields;
	static String controller;

	static {
		initializeMessages("org.ssiworkbench.views.trace.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
