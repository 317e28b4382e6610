package org.ssiworkbench.controller.tests;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.ssiworkbench.controller.cli.Main;

/** One run of the command line in this process. */
record Ssi(int status, String out, String err) {
	static Ssi run(Object... words) {
		StringWriter out = new StringWriter();
		StringWriter err = new StringWriter();
		String[] arguments = new String[words.length];
		for (int i = 0; i < words.length; i++)
			arguments[i] = words[i].toString();
		int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
		return new Ssi(status, out.toString(), err.toString());
	}
}
