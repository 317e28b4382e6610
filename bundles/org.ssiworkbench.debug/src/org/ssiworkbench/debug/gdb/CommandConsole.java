package org.ssiworkbench.debug.gdb;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IProcess;
import org.ssiworkbench.debug.model.ConsoleStreams;

/** Something that takes commands, a line each, and answers, as a process with a console. Thread-safe. */
public final class CommandConsole extends PlatformObject implements IProcess {
	/** Value of {@link IProcess#ATTR_PROCESS_TYPE}. */
	public static final String TYPE = "org.ssiworkbench.debug.command";

	private final ILaunch launch;
	private final String label;
	private final Consumer<String> commands;
	private final ConsoleStreams streams = new ConsoleStreams(this::typed);
	private final StringBuilder line = new StringBuilder();
	private final Map<String, String> attributes = new ConcurrentHashMap<>(Map.of(ATTR_PROCESS_TYPE, TYPE));
	private final ExecutorService thread = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
		Thread made = new Thread(work, "commands");
		made.setDaemon(true);
		return made;
	});
	private volatile boolean terminated;

	/** {@code commands} is given each line that was typed, one after the other on a thread of this console. */
	CommandConsole(ILaunch launch, String label, Consumer<String> commands) {
		this.launch = launch;
		this.label = label;
		this.commands = commands;
		attributes.put(ATTR_PROCESS_LABEL, label);
	}

	private synchronized void typed(String text) {
		line.append(text);
		for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n")) {
			String command = line.substring(0, end).strip();
			line.delete(0, end + 1);
			if (!command.isEmpty() && !terminated)
				thread.execute(() -> commands.accept(command));
		}
	}

	void print(String text) {
		streams.append(text.getBytes(StandardCharsets.UTF_8));
	}

	void begin() {
		fire(DebugEvent.CREATE);
	}

	void ended() {
		terminated = true;
		streams.close();
		fire(DebugEvent.TERMINATE);
	}

	private void fire(int kind) {
		DebugPlugin debug = DebugPlugin.getDefault();
		if (debug != null)
			debug.fireDebugEventSet(new DebugEvent[] { new DebugEvent(this, kind) });
	}

	@Override
	public String getLabel() {
		return label;
	}

	@Override
	public ILaunch getLaunch() {
		return launch;
	}

	@Override
	public ConsoleStreams getStreamsProxy() {
		return streams;
	}

	@Override
	public void setAttribute(String key, String value) {
		if (value == null)
			attributes.remove(key);
		else
			attributes.put(key, value);
	}

	@Override
	public String getAttribute(String key) {
		return attributes.get(key);
	}

	@Override
	public int getExitValue() {
		return 0;
	}

	@Override
	public boolean canTerminate() {
		return false;
	}

	@Override
	public boolean isTerminated() {
		return terminated;
	}

	@Override
	public void terminate() {
		// it ends with what it is the console of
	}

	@Override
	public <T> T getAdapter(Class<T> adapter) {
		if (adapter == IProcess.class)
			return adapter.cast(this);
		return adapter == ILaunch.class ? adapter.cast(launch) : super.getAdapter(adapter);
	}
}
