package org.ssiworkbench.cluster.check;

import org.xml.sax.SAXException;

/** Nothing more can be read from the file. Never leaves this package. */
final class UnreadableException extends SAXException {
	private static final long serialVersionUID = 1L;

	private final int line;
	private final String remedy;

	UnreadableException(int line, String fault, String remedy) {
		super(fault);
		this.line = line;
		this.remedy = remedy;
	}

	void reportTo(Problems problems) {
		problems.error(line, "File", getMessage(), remedy);
	}
}
