/**
 * A simulation under a debugger: every stop is exact, and every earlier event can be gone back to, because a run is its
 * commands and their places. See {@code docs/debugging.md}.
 */
package org.ssiworkbench.simulator.stepping;
