/**
 * Reads, checks and writes {@code .ssicluster} files, for the command line, the launch and the editors alike. Nothing in
 * a file is trusted: whatever it contains, the answer is a cluster and a list of problems, never an exception about its
 * contents. Works with and without OSGi; any thread, one at a time for each cluster.
 */
package org.ssiworkbench.cluster.check;
