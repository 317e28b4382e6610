/**
 * The cluster's one process space: pids, places, signals, exits, remote execution and migration; see
 * {@code docs/processes.md}.
 */
package org.ssiworkbench.node.vproc;
