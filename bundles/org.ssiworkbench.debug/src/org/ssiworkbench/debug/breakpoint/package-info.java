/** Breakpoints on what happens in a cluster, kept with the workspace. */
package org.ssiworkbench.debug.breakpoint;
