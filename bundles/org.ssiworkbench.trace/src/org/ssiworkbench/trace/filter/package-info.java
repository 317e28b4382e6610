/** The language in which events are asked for: in the views, on the command line, as conditions of breakpoints. */
package org.ssiworkbench.trace.filter;
