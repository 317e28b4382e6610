/** The launch dialog's tabs and the launch shortcut. */
package org.ssiworkbench.debug.ui.launch;
