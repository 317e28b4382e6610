package org.ssiworkbench.debug.ui.breakpoint;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	public static String BreakpointDialog_title;
	public static String BreakpointDialog_message;
	public static String BreakpointDialog_type;
	public static String BreakpointDialog_filter;
	public static String BreakpointDialog_filterHint;
	public static String BreakpointDialog_condition;
	public static String BreakpointDialog_conditionHint;
	public static String BreakpointDialog_hits;
	public static String BreakpointDialog_suspend;
	public static String BreakpointDialog_any;
	public static String Type_message;
	public static String Type_transition;
	public static String Type_nodeDown;
	public static String Type_migration;
	public static String Type_invariant;
	public static String Suspend_cluster;
	public static String Suspend_node;
	public static String Suspend_nothing;
	public static String Field_service;
	public static String Field_operation;
	public static String Field_from;
	public static String Field_to;
	public static String Field_direction;
	public static String Field_form;
	public static String Field_node;
	public static String Field_pid;
	public static String Field_phase;

	static {
		initializeMessages("org.ssiworkbench.debug.ui.breakpoint.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
