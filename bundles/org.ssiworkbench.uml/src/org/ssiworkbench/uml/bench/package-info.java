/** Measurements of machines and of the interconnect, each beside its peer in the same run. */
package org.ssiworkbench.uml.bench;
