package org.ssiworkbench.trace;

/**
 * Something that is wrong in a stream of a trace; what can be read around it is still read.
 *
 * @param file name of the file in the trace's folder
 * @param offset where it begins, in bytes
 * @param reason what is wrong
 */
public record TraceProblem(String file, long offset, String reason) {

	@Override
	public String toString() {
		return file + " at byte " + offset + ": " + reason;
	}
}
