/** Making and changing breakpoints on what happens in a cluster. */
package org.ssiworkbench.debug.ui.breakpoint;
