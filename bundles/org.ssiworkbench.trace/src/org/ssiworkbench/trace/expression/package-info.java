/** Expressions over a node's state, such as {@code clms.state(3) = DOWN and ics.pending(2) > 0}; see {@code docs/debugging.md}. */
package org.ssiworkbench.trace.expression;
