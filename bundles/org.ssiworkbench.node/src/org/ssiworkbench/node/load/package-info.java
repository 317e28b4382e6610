/**
 * Load leveling: every node decides for itself which of its processes to move to a less loaded one; see
 * {@code docs/load-leveling.md}.
 */
package org.ssiworkbench.node.load;
