package org.ssiworkbench.uml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The management console of one running UML kernel. Each call waits for the kernel's answer, at most 5 s. */
public final class Mconsole {
	private final NativeTools tools;
	private final Path socket;

	/** The console of the kernel that listens at {@code socket}, {@code mconsole} in the kernel's folder. */
	public Mconsole(NativeTools tools, Path socket) {
		this.tools = tools;
		this.socket = socket;
	}

	Path socket() {
		return socket;
	}

	/** Stops the guest until {@link #go()}; its clock then jumps forward. */
	public void stop() throws IOException {
		command("stop");
	}

	/** Lets a stopped guest run on. */
	public void go() throws IOException {
		command("go");
	}

	/** Ends the kernel at once. */
	public void halt() throws IOException {
		command("halt");
	}

	/** The kernel's version line. */
	public String version() throws IOException {
		return command("version");
	}

	/**
	 * Any command of the kernel's management console, such as {@code proc meminfo}. ({@code sysrq t} panics the kernel.)
	 *
	 * @throws IOException when the kernel does not answer or refuses
	 */
	public String command(String text) throws IOException {
		Process process = new ProcessBuilder(tools.ssiInit().toString(), "mconsole", socket.toString(), text)
				.redirectErrorStream(true).start();
		String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
		try {
			if (process.waitFor() != 0)
				throw new IOException("the kernel's console refused " + text + ": " + answer);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while waiting for the kernel's console", e);
		}
		return answer;
	}
}
