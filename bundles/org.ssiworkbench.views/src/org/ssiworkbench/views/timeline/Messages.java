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
	public static String effects;
	public static String effectsTip;
	public static String otherEnd;
	public static String otherEndTip;
	public static String goTo;
	public static String goToTip;
	public static String pin;
	public static String pinTip;
	public static String another;
	public static String anotherTip;
	public static String copy;
	public static String copyTip;
	public static String zoomRange;
	public static String zoomRangeTip;
	public static String bookmark;
	public static String bookmarkTip;
	public static String removeBookmark;
	public static String removeBookmarkTip;
	public static String bookmarkTitle;
	public static String bookmarkMessage;
	public static String bookmarkFault;
	public static String notInWorkspace;
	public static String hideLane;
	public static String laneUp;
	public static String laneDown;
	public static String lanePeers;
	public static String allLanes;
	public static String packTitle;
	public static String packJob;
	public static String cannotPack;
	public static String unpackTitle;
	public static String unpackWhere;
	public static String unpackJob;
	public static String cannotUnpack;

	static {
		initializeMessages("org.ssiworkbench.views.timeline.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
