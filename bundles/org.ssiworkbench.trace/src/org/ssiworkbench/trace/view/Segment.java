package org.ssiworkbench.trace.view;

/**
 * A time during which something was in one state, or changed its state too often to show each.
 *
 * @param begin from when, ns
 * @param end until when
 * @param state the state; of several the one that lasted longest
 * @param changes how many changes are in it; 1 for a single state
 * @param row place of the event that began it in the index, -1 if the trace has none
 */
public record Segment(long begin, long end, String state, int changes, int row) {
}
