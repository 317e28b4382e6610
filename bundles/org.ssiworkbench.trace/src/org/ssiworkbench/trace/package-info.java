/**
 * The trace of a cluster: its events ({@link org.ssiworkbench.trace.EventKind}), who writes them
 * ({@link org.ssiworkbench.trace.PacketEncoder} at each node, {@link org.ssiworkbench.trace.TraceWriter} at the controller)
 * and who reads them ({@link org.ssiworkbench.trace.TraceReader}, {@link org.ssiworkbench.trace.TraceFollower}). On disk a
 * trace is CTF 1.8; {@code docs/trace-format.md} has the layout.
 */
package org.ssiworkbench.trace;
