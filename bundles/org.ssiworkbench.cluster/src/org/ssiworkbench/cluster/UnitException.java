package org.ssiworkbench.cluster;

/** A text is no quantity with a unit. The message is the fault and the remedy in one sentence. */
public final class UnitException extends IllegalArgumentException {
	private static final long serialVersionUID = 1L;

	private final String fault;
	private final String remedy;

	/**
	 * @param fault what is wrong, to follow the quoted text, such as "has no unit"
	 * @param remedy what to write instead
	 */
	public UnitException(String fault, String remedy) {
		super(fault + "; " + remedy);
		this.fault = fault;
		this.remedy = remedy;
	}

	/** @return what is wrong, to follow the quoted text */
	public String fault() {
		return fault;
	}

	/** @return what to write instead */
	public String remedy() {
		return remedy;
	}
}
