/** How frames are computed: tables that one pass over the index fills, and summaries of them at several resolutions. */
package org.ssiworkbench.trace.view.internal;
