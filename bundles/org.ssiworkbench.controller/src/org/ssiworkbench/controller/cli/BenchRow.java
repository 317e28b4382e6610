package org.ssiworkbench.controller.cli;

/**
 * One result of a benchmark; where there is no peer, {@code peer}, {@code theirs} and {@code ratio} are null.
 *
 * @param ratio more than 1 means that we are better
 * @param bar what the ratio, or without a peer our own value, is measured against; null if nothing
 * @param met whether the bar was met; null without a bar
 */
record BenchRow(String what, double ours, String unit, String peer, Double theirs, Double ratio, Double bar, Boolean met) {
}
