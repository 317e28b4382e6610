/**
 * The Cluster Membership Service: who is in the cluster, agreed by all; see {@code docs/membership.md}.
 */
package org.ssiworkbench.node.clms;
