/** The processes of a cluster, wherever they run. */
package org.ssiworkbench.views.processes;
