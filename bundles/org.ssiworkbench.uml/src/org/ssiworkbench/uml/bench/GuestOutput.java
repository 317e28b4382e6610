package org.ssiworkbench.uml.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.ssiworkbench.uml.UmlNode;

/** Reads what a benchmark's guest says on its console. */
final class GuestOutput {
	private final BufferedReader lines;
	private final StringBuilder said = new StringBuilder();

	GuestOutput(UmlNode machine) {
		lines = new BufferedReader(new InputStreamReader(machine.console(), StandardCharsets.UTF_8));
	}

	/** The next line that begins with a word. */
	String await(String word) throws IOException {
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			if (line.startsWith(word))
				return line.trim();
			said.append(line).append('\n');
		}
		throw new IOException("a guest ended before it said " + word + "; it said: " + said);
	}
}
