package org.ssiworkbench.views.trace;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	public static String empty;
	public static String filterHint;
	public static String filterJob;
	public static String followJob;
	public static String unreadable;
	public static String all;
	public static String some;
	public static String dropped;
	public static String scrollLock;
	public static String scrollLockTip;
	public static String openTitle;
	public static String openMessage;
	public static String time;
	public static String node;
	public static String event;
	public static String peer;
	public static String details;
	public static String cause;
	public static String noCause;
	public static String timer;
	public static String message;
	public static String fields;
	public static String controller;

	static {
		initializeMessages("org.ssiworkbench.views.trace.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
