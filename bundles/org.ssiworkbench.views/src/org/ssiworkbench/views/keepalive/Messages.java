package org.ssiworkbench.views.keepalive;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	public static String headline;
	public static String none;
	public static String slot;
	public static String state;
	public static String pid;
	public static String node;
	public static String deaths;
	public static String deathsOf;
	public static String lastDeath;
	public static String nextStart;
	public static String lastStart;
	public static String group;
	public static String critical;
	public static String pinned;
	public static String nodes;
	public static String placement;
	public static String user;
	public static String command;
	public static String yes;
	public static String any;
	public static String ago;
	public static String soon;

	static {
		initializeMessages("org.ssiworkbench.views.keepalive.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
