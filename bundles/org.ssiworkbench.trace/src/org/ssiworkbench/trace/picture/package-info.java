/**
 * Pictures of a trace: painters that draw the frames of {@link org.ssiworkbench.trace.view} on a
 * {@link org.ssiworkbench.trace.picture.Surface}, which is an SVG or PNG file here and a canvas in the workbench.
 */
package org.ssiworkbench.trace.picture;
