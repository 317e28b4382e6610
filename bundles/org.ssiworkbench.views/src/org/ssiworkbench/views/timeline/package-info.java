/** What all time views share: the open trace, one selection, one replay clock, and the canvas. */
package org.ssiworkbench.views.timeline;
