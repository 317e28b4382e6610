/**
 * The Internode Communication Subsystem: RPCs and messages between nodes; see {@code docs/ics.md}.
 */
package org.ssiworkbench.node.ics;
