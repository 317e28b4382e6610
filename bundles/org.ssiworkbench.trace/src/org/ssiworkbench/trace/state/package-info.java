/** What a cluster was like at an instant of its trace, and what changed between two. */
package org.ssiworkbench.trace.state;
