package org.ssiworkbench.views.membership;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	public static String barsName;
	public static String matrixName;
	public static String beliefs;
	public static String beliefsTip;
	public static String matrix;
	public static String matrixTip;
	public static String time;
	public static String transition;
	public static String node;
	public static String from;
	public static String to;
	public static String seenBy;
	public static String cause;

	static {
		initializeMessages("org.ssiworkbench.views.membership.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
