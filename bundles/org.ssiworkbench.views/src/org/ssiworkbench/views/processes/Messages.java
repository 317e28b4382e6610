package org.ssiworkbench.views.processes;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	public static String headline;
	public static String headlineSome;
	public static String filterHint;
	public static String follow;
	public static String followTip;
	public static String console;
	public static String migrate;
	public static String toNode;
	public static String signal;
	public static String signalJob;
	public static String migrateJob;
	public static String pid;
	public static String node;
	public static String origin;
	public static String command;
	public static String state;
	public static String cpu;
	public static String memory;
	public static String terminal;
	public static String pinned;
	public static String parent;
	public static String group;
	public static String session;
	public static String user;
	public static String yes;
	public static String running;
	public static String sleeping;
	public static String waiting;
	public static String stopped;
	public static String ended;

	static {
		initializeMessages("org.ssiworkbench.views.processes.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
