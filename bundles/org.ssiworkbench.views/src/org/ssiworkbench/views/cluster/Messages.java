package org.ssiworkbench.views.cluster;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	public static String addJob;
	public static String crashJob;
	public static String shutDownJob;
	public static String terminateJob;
	public static String terminateTitle;
	public static String terminateAll;
	public static String findJob;
	public static String attachJob;
	public static String attachTitle;
	public static String attachMessage;
	public static String attachNone;
	public static String headline;
	public static String noMaster;
	public static String number;
	public static String numberLong;
	public static String name;
	public static String state;
	public static String view;
	public static String load;
	public static String memory;
	public static String machine;
	public static String address;
	public static String cluster;
	public static String propertiesCategory;
	public static String nameTip;
	public static String viewTip;
	public static String loadTip;
	public static String memoryTip;
	public static String machineTip;

	static {
		initializeMessages("org.ssiworkbench.views.cluster.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
