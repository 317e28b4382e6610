package org.ssiworkbench.node.vproc;

/**
 * How something ended that may be refused.
 *
 * @param reason why not, a sentence for people; empty when it was done
 */
public record Outcome(String reason) {
	/** It was done. */
	public static final Outcome DONE = new Outcome("");

	/** It was not done. */
	public static Outcome refused(String reason) {
		if (reason.isEmpty())
			throw new IllegalArgumentException("a refusal needs a reason");
		return new Outcome(reason);
	}

	/** Whether it was done. */
	public boolean done() {
		return reason.isEmpty();
	}
}
