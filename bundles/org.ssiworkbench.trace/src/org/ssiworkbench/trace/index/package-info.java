/**
 * Random access to a trace of any size: {@link org.ssiworkbench.trace.index.TraceIndex} has all events of all streams as
 * rows in the order of time, in memory-mapped columns. {@code docs/trace-index.md} has the layout.
 */
package org.ssiworkbench.trace.index;
