/** Launching a cluster and attaching to one: settings, checks, delegates. */
package org.ssiworkbench.debug.launch;
