package org.ssiworkbench.debug.model;

import java.io.IOException;
import java.util.function.Consumer;

import org.eclipse.debug.core.model.IStreamMonitor;
import org.eclipse.debug.core.model.IStreamsProxy;

/** The streams of a console: one output, and input when there is somebody to type to. Thread-safe. */
public final class ConsoleStreams implements IStreamsProxy {
	private final ConsoleStream output = new ConsoleStream();
	private final ConsoleStream error = new ConsoleStream();
	private final Consumer<String> input;

	/** {@code input} takes what is typed and returns at once; null when nothing can be typed. */
	public ConsoleStreams(Consumer<String> input) {
		this.input = input;
		error.close();
	}

	/** Takes more output; never blocks. */
	public void append(byte[] bytes) {
		output.append(bytes);
	}

	@Override
	public ConsoleStream getOutputStreamMonitor() {
		return output;
	}

	@Override
	public IStreamMonitor getErrorStreamMonitor() {
		return error;
	}

	@Override
	public void write(String text) throws IOException {
		if (input == null)
			throw new IOException("This console takes no input.");
		input.accept(text);
	}

	/** There is no more output. */
	public void close() {
		output.close();
	}
}
