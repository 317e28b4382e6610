package org.ssiworkbench.trace;

import java.io.IOException;

/** Something is not what a trace of ours looks like; the message says where and how. */
public class TraceFormatException extends IOException {
	private static final long serialVersionUID = 1L;

	public TraceFormatException(String message) {
		super(message);
	}
}
