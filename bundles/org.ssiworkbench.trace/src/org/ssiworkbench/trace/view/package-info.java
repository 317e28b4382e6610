/**
 * What the views of a trace show: a model answers for a {@link org.ssiworkbench.trace.view.Viewport} with a frame, the
 * lanes, segments and arrows to paint there. Where a pixel holds more than can be drawn, a frame has counts. Models may be
 * asked from any thread and are meant to be asked off the one that paints.
 */
package org.ssiworkbench.trace.view;
