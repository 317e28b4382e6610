package org.ssiworkbench.debug.gdb;

import java.io.IOException;

/** gdb refused something, in its words, or it is not there any more. */
public final class GdbException extends IOException {
	private static final long serialVersionUID = 1L;

	GdbException(String message) {
		super(message);
	}
}
