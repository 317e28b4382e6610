/** The Cluster view and the commands on nodes. */
package org.ssiworkbench.views.cluster;
