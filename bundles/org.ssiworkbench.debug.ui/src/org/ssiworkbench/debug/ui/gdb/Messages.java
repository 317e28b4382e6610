package org.ssiworkbench.debug.ui.gdb;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	public static String DebugKernelHandler_job;
	public static String NewKernelBreakpointHandler_title;
	public static String NewKernelBreakpointHandler_message;
	public static String NewKernelBreakpointHandler_form;
	public static String SourceBreakpoints_name;
	public static String SourceBreakpoints_description;

	static {
		initializeMessages("org.ssiworkbench.debug.ui.gdb.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
