package org.ssiworkbench.trace.query;

import org.ssiworkbench.trace.TraceEvent;

/**
 * An event that breaks a rule that every sound trace keeps.
 *
 * @param rule the rule
 * @param event the event that breaks it
 * @param text what is wrong with it, as a sentence
 */
public record Violation(Rule rule, TraceEvent event, String text) {

	/** What {@link TraceChecks} checks. */
	public enum Rule {
		/** No message is received before it is sent. */
		SEND_BEFORE_RECEIVE,
		/** Every message received has its send; but see {@link TraceChecks}. */
		RECEIVE_HAS_SEND
	}
}
