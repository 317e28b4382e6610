/** How the rows of an index are made, stored and linked. */
package org.ssiworkbench.trace.internal.index;
