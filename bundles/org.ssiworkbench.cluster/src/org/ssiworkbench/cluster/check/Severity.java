package org.ssiworkbench.cluster.check;

/** How bad a {@link Problem} is. */
public enum Severity {
	/** The cluster cannot be started. */
	ERROR,
	/** The cluster can be started, but will hardly do what was meant. */
	WARNING
}
