/** The Trace Events view: a plain table of events that follows a growing trace. */
package org.ssiworkbench.views.trace;
