package org.ssiworkbench.views.timeline;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	public static String indexJob;
	public static String openJob;
	public static String closeJob;
	public static String readJob;
	public static String cannotRead;
	public static String nothingOpen;
	public static String openTitle;
	public static String openMessage;
	public static String empty;
	public static String fit;
	public static String fitTip;
	public static String why;
	public static String whyTip;
	public static String save;
	public static String saveTip;
	public static String saveTitle;
	public static String saveJob;
	public static String cannotWrite;
	public static String goToTitle;
	public static String goToMessage;
	public static String goToFault;

	static {
		initializeMessages("org.ssiworkbench.views.timeline.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
