/** What a debugger shows of a node. Reads only; called between two of the node's handlers. */
package org.ssiworkbench.node.inspect;
