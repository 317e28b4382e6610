package org.ssiworkbench.trace.filter;

/**
 * Something that can be written in a filter.
 *
 * @param start where the text that it replaces begins
 * @param length how much it replaces
 * @param text what to write there
 * @param help what it means, as a short phrase
 */
public record Proposal(int start, int length, String text, String help) {
}
