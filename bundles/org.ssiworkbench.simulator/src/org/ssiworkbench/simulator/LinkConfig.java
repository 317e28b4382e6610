package org.ssiworkbench.simulator;

/**
 * One direction of a link between two nodes.
 *
 * @param latency ns from sender to receiver
 * @param jitter up to so many ns more, at random
 * @param loss percent of frames lost, 0..100; channels send them again, datagrams are gone
 * @param bandwidth bits per second, 0 = unlimited
 */
public record LinkConfig(long latency, long jitter, double loss, long bandwidth) {
	/** A quick local network: 100 us, 20 us of jitter, no loss, unlimited. */
	public static final LinkConfig FAST = new LinkConfig(100_000, 20_000, 0, 0);

	/** The same link with another loss. */
	public LinkConfig withLoss(double percent) {
		return new LinkConfig(latency, jitter, percent, bandwidth);
	}
}
