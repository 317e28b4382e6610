/**
 * One SSI node, free of I/O: what a host calls and what it supplies.
 */
package org.ssiworkbench.node;
