package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.function.BiConsumer;

import org.ssiworkbench.node.linux.image.NativeSources;
import org.ssiworkbench.uml.NativeTools;

/** The terminal that this process runs on: all keys go to the command on the node, whose own terminal deals with them. */
final class LocalTerminal implements AutoCloseable {
	private final String before;
	private final Thread restore = Thread.ofPlatform().unstarted(this::restore);
	/** Watches the size; null until it is asked for. */
	private Process sizes;

	private LocalTerminal(String before) {
		this.before = before;
	}

	/** Makes the terminal raw until it is closed; null if this process runs on none. */
	static LocalTerminal raw() throws IOException, InterruptedException {
		String modes = stty("-g");
		if (modes.isEmpty())
			return null;
		LocalTerminal terminal = new LocalTerminal(modes);
		Runtime.getRuntime().addShutdownHook(terminal.restore);
		stty("raw", "-echo");
		return terminal;
	}

	/** Gives each new size, rows and columns, to {@code changed}, on a thread of its own, until this terminal is closed. */
	void onSize(BiConsumer<Integer, Integer> changed) throws IOException {
		Path tool = NativeTools.build(NativeTools.cacheFolder(), NativeSources.all()).ssiInit();
		sizes = new ProcessBuilder(tool.toString(), "winsize").redirectInput(ProcessBuilder.Redirect.INHERIT)
				.redirectError(ProcessBuilder.Redirect.DISCARD).start();
		Scanner said = new Scanner(sizes.getInputStream(), StandardCharsets.US_ASCII);
		Thread.ofPlatform().daemon().start(() -> {
			while (said.hasNextInt()) {
				int rows = said.nextInt();
				int columns = said.nextInt();
				if (rows > 0 && columns > 0)
					changed.accept(rows, columns);
			}
		});
	}

	/** The command with a terminal of this one's size. */
	static List<String> sized(List<String> command) throws IOException, InterruptedException {
		String[] size = stty("size").split(" ");
		if (size.length != 2 || size[0].equals("0"))
			return command;
		List<String> sized = new ArrayList<>(List.of("sh", "-c", "stty rows " + size[0] + " columns " + size[1] + "; exec \"$@\"", "sh"));
		sized.addAll(command);
		return sized;
	}

	private static String stty(String... words) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("stty"));
		command.addAll(List.of(words));
		Process stty = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.INHERIT)
				.redirectError(ProcessBuilder.Redirect.DISCARD).start();
		String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
		stty.waitFor();
		return said;
	}

	private void restore() {
		try {
			stty(before);
		} catch (IOException e) {
			System.err.println("ssi: the terminal's modes cannot be restored: " + e.getMessage());
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		if (sizes != null)
			sizes.destroy();
		restore();
		try {
			Runtime.getRuntime().removeShutdownHook(restore);
		} catch (IllegalStateException e) {
			return; // this process is already ending, which is what the hook is for
		}
	}
}
