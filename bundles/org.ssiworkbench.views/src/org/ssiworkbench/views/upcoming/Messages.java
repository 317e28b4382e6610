package org.ssiworkbench.views.upcoming;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	public static String nothing;
	public static String runs;
	public static String stands;
	public static String timeColumn;
	public static String nodeColumn;
	public static String whatColumn;
	public static String fromColumn;
	public static String deliverFirst;
	public static String deliverFirstTip;
	public static String lose;
	public static String loseTip;
	public static String repeat;
	public static String repeatTip;
	public static String crash;
	public static String crashTip;
	public static String choiceJob;
	public static String branchColumn;
	public static String parentColumn;
	public static String stepsColumn;
	public static String switchTo;
	public static String switchToTip;
	public static String compare;
	public static String compareTip;
	public static String newBranch;
	public static String newBranchHint;
	public static String newBranchTip;
	public static String common;
	public static String only;
	public static String noTransition;
	public static String transition;
	public static String lookJob;

	static {
		initializeMessages("org.ssiworkbench.views.upcoming.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
