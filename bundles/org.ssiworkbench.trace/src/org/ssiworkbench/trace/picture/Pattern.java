package org.ssiworkbench.trace.picture;

/** How an area is filled, so that it can be told without its colour. */
public enum Pattern {
	/** Filled evenly. */
	SOLID,
	/** Filled, with lines that rise to the right. */
	RISING,
	/** Filled, with lines that fall to the right. */
	FALLING,
	/** Filled, with lines both ways. */
	CROSSED,
	/** Filled, with upright lines. */
	UPRIGHT,
	/** An outline only. */
	OUTLINE
}
