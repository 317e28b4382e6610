/**
 * keepalive: monitors processes and starts them again, with limits and on other nodes; see {@code docs/keepalive.md}.
 */
package org.ssiworkbench.node.keepalive;
