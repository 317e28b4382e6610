/** Kernels under gdb in the debugger's views and in editors of their source. */
package org.ssiworkbench.debug.ui.gdb;
