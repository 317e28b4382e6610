/** On the host: prepares what the agent is started from. Nothing here runs in a guest. */
package org.ssiworkbench.node.linux.image;
