/** Connections to running clusters, without any user interface. */
package org.ssiworkbench.debug.session;
