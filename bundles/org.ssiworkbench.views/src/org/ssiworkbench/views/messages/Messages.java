package org.ssiworkbench.views.messages;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	public static String time;
	public static String node;
	public static String event;
	public static String peer;
	public static String details;
	public static String controller;
	public static String cause;
	public static String fields;
	public static String noCause;
	public static String timer;
	public static String message;
	public static String diagramName;
	public static String filterTip;
	public static String atEnd;
	public static String atPlace;
	public static String searchJob;
	public static String all;
	public static String some;
	public static String imalive;
	public static String imaliveTip;
	public static String rules;
	public static String rulesTip;
	public static String copyAll;
	public static String copyAllTip;
	public static String rulesText;
	public static String ruleAdd;
	public static String ruleEdit;
	public static String ruleColor;
	public static String ruleRemove;
	public static String ruleUp;
	public static String ruleDown;
	public static String ruleTitle;
	public static String ruleMessage;
	public static String ruleEmpty;

	static {
		initializeMessages("org.ssiworkbench.views.messages.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
