package org.ssiworkbench.views.cluster;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	static String addJob;
	static String crashJob;
	static String shutDownJob;
	static String terminateJob;
	static String terminateTitle;
	static String terminateAll;
	static String findJob;
	static String attachJob;
	static String attachTitle;
	static String attachMessage;
	static String attachNone;
	static String empty;
	static String headline;
	static String noMaster;
	static String number;
	static String numberLong;
	static String name;
	static String state;
	static String view;
	static String load;
	static String memory;
	static String machine;
	static String address;
	static String cluster;
	static String propertiesCategory;
	static String nameTip;
	static String viewTip;
	static String loadTip;
	static String memoryTip;
	static String machineTip;

	static {
		initializeMessages("org.ssiworkbench.views.cluster.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
