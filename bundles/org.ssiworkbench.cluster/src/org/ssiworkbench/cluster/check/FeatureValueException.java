package org.ssiworkbench.cluster.check;

/** An attribute's text is no value of its type. Never leaves this package. */
final class FeatureValueException extends Exception {
	private static final long serialVersionUID = 1L;

	private final String remedy;

	FeatureValueException(String fault, String remedy) {
		super(fault);
		this.remedy = remedy;
	}

	String remedy() {
		return remedy;
	}
}
