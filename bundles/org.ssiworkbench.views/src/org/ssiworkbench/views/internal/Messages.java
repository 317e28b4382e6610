package org.ssiworkbench.views.internal;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	public static String columns;
	public static String noCluster;
	public static String noTrace;
	public static String stale;

	static {
		initializeMessages("org.ssiworkbench.views.internal.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
