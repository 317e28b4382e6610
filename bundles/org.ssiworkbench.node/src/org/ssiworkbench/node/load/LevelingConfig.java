package org.ssiworkbench.node.load;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a node levels its load when it boots.
 *
 * @param enabled whether it moves processes
 * @param interval how often it decides, ns; also the least time between two moves
 * @param included names of the programs that may be moved, with all that they start; {@link #EVERYTHING} stands for all
 */
public record LevelingConfig(boolean enabled, long interval, SortedSet<String> included) {
	/** In {@link #included}: every program. */
	public static final String EVERYTHING = "*";
	/** Nothing is moved. When switched on later: once a second, what a {@code bash-ll} starts. */
	public static final LevelingConfig OFF = new LevelingConfig(false, 1_000_000_000, new TreeSet<>(Set.of("bash-ll")));

	/** Checks the interval. */
	public LevelingConfig {
		if (interval <= 0)
			throw new IllegalArgumentException("the leveling interval must be above 0, it is " + interval + " ns");
	}
}
