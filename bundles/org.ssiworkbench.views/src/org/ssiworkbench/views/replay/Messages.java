package org.ssiworkbench.views.replay;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	public static String overviewName;
	public static String stepJob;
	public static String first;
	public static String stepBack;
	public static String play;
	public static String step;
	public static String last;
	public static String eachEvent;
	public static String eachMessage;
	public static String eachTransition;
	public static String stepTip;
	public static String speedTip;
	public static String loop;
	public static String loopTip;
	public static String relative;
	public static String relativeTip;
	public static String live;
	public static String liveTip;
	public static String goTo;
	public static String goToTip;
	public static String eachMatch;

	static {
		initializeMessages("org.ssiworkbench.views.replay.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
