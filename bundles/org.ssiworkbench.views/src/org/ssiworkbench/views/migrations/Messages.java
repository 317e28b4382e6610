package org.ssiworkbench.views.migrations;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	public static String lanesName;
	public static String byNode;
	public static String byNodeTip;
	public static String movedOnly;
	public static String movedOnlyTip;
	public static String time;
	public static String process;
	public static String command;
	public static String from;
	public static String to;
	public static String reason;
	public static String bytes;
	public static String down;
	public static String total;
	public static String outcome;

	static {
		initializeMessages("org.ssiworkbench.views.migrations.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
