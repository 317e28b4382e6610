package org.ssiworkbench.debug.model;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IProcess;

/** Something that is a process for the platform because it has a console. It ends when it is told to. Thread-safe. */
public abstract class ConsoleProcess extends PlatformObject implements IProcess {
	private final ILaunch launch;
	private final String label;
	private final ConsoleStreams console;
	private final Map<String, String> attributes;
	private volatile boolean terminated;

	/**
	 * @param type value of {@link IProcess#ATTR_PROCESS_TYPE}
	 * @param label what it is called in its launch
	 * @param title of its console
	 * @param input whether one can type into its console
	 */
	protected ConsoleProcess(ILaunch launch, String type, String label, String title, boolean input) {
		this.launch = launch;
		this.label = label;
		console = new ConsoleStreams(input ? this::typed : null);
		attributes = new ConcurrentHashMap<>(Map.of(ATTR_PROCESS_TYPE, type, ATTR_PROCESS_LABEL, title));
	}

	/** Somebody typed into its console; returns at once. Only called if one can. */
	protected void typed(String text) {
		throw new UnsupportedOperationException("this console takes no input: " + text);
	}

	/** It is there. */
	public void begin() {
		fire(DebugEvent.CREATE);
	}

	/** Writes on its console. */
	public final void print(String text) {
		console.append(text.getBytes(StandardCharsets.UTF_8));
	}

	/** It is over, and so is its console. */
	public final void ended() {
		terminated = true;
		console.close();
		fire(DebugEvent.TERMINATE);
	}

	private void fire(int kind) {
		DebugPlugin debug = DebugPlugin.getDefault();
		if (debug != null)
			debug.fireDebugEventSet(new DebugEvent[] { new DebugEvent(this, kind) });
	}

	@Override
	public final String getLabel() {
		return label;
	}

	@Override
	public final ILaunch getLaunch() {
		return launch;
	}

	@Override
	public final ConsoleStreams getStreamsProxy() {
		return console;
	}

	@Override
	public final void setAttribute(String key, String value) {
		if (value == null)
			attributes.remove(key);
		else
			attributes.put(key, value);
	}

	@Override
	public final String getAttribute(String key) {
		return attributes.get(key);
	}

	@Override
	public final int getExitValue() {
		return 0;
	}

	@Override
	public final boolean isTerminated() {
		return terminated;
	}

	@Override
	public final <T> T getAdapter(Class<T> adapter) {
		if (adapter == IProcess.class)
			return adapter.cast(this);
		return adapter == ILaunch.class ? adapter.cast(launch) : super.getAdapter(adapter);
	}
}
