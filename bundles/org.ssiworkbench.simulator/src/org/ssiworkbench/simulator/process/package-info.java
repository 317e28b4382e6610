/**
 * Simulated processes: programs that compute, sleep, fork and end, on processors that share their time.
 */
package org.ssiworkbench.simulator.process;
