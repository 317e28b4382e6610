package org.ssiworkbench.uml;

/**
 * What goes wrong on the way from one node to another.
 *
 * @param loss share of frames lost, 0..1
 * @param delay ns each frame takes
 * @param jitter ns up to which the delay varies, evenly, on top of it; frames never overtake each other
 * @param bandwidth bits per second, 0 = unlimited
 * @param cut whether nothing passes
 */
public record LinkFault(double loss, long delay, long jitter, long bandwidth, boolean cut) {

	/** A link on which all is well. */
	public static final LinkFault NONE = new LinkFault(0, 0, 0, 0, false);

	/** Refuses values that make no sense. */
	public LinkFault {
		if (!(loss >= 0 && loss <= 1))
			throw new IllegalArgumentException("loss is a share from 0 to 1, not " + loss);
		if (delay < 0 || jitter < 0 || bandwidth < 0)
			throw new IllegalArgumentException("delay, jitter and bandwidth cannot be negative");
	}

	/** The same link with other loss. */
	public LinkFault withLoss(double other) {
		return new LinkFault(other, delay, jitter, bandwidth, cut);
	}

	/** The same link, cut or not. */
	public LinkFault withCut(boolean other) {
		return new LinkFault(loss, delay, jitter, bandwidth, other);
	}
}
