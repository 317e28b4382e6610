/** Going through a recorded trace as a debugger goes through a run; see {@code docs/debugging.md}. */
package org.ssiworkbench.trace.replay;
