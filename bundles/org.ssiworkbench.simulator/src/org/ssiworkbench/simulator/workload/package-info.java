/** Long, busy runs of large clusters, for traces to measure and to look at. */
package org.ssiworkbench.simulator.workload;
