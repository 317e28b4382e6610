package org.ssiworkbench.debug.gdb;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IProcess;
import org.ssiworkbench.debug.model.ConsoleProcess;

/** Something that takes commands, a line each, and answers, as a process with a console. Thread-safe. */
public final class CommandConsole extends ConsoleProcess {
	/** Value of {@link IProcess#ATTR_PROCESS_TYPE}. */
	public static final String TYPE = "org.ssiworkbench.debug.command";

	private final Consumer<String> commands;
	private final StringBuilder line = new StringBuilder();
	private final ExecutorService thread = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
		Thread made = new Thread(work, "commands");
		made.setDaemon(true);
		return made;
	});

	/** {@code commands} is given each line that was typed, one after the other on a thread of this console. */
	CommandConsole(ILaunch launch, String label, Consumer<String> commands) {
		super(launch, TYPE, label, label, true);
		this.commands = commands;
	}

	@Override
	protected synchronized void typed(String text) {
		line.append(text);
		for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n")) {
			String command = line.substring(0, end).strip();
			line.delete(0, end + 1);
			if (!command.isEmpty() && !isTerminated())
				thread.execute(() -> commands.accept(command));
		}
	}

	@Override
	public boolean canTerminate() {
		return false;
	}

	@Override
	public void terminate() {
		// it ends with what it is the console of
	}
}
