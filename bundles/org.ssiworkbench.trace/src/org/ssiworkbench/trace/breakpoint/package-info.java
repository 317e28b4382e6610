/** Places in the life of a cluster at which to stop, the same for a simulation, real nodes and a trace; see {@code docs/debugging.md}. */
package org.ssiworkbench.trace.breakpoint;
