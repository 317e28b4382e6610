package org.ssiworkbench.debug.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.core.model.IStreamsProxy;

/** One boot of a node as a process: what gives it a console. Thread-safe. */
public final class NodeProcess extends NodeElement implements IProcess {
	/** Value of {@link IProcess#ATTR_PROCESS_TYPE}. */
	public static final String TYPE = "org.ssiworkbench.debug.node";

	/** What a shell reports of a process that was killed: 128 and the number of SIGKILL. */
	private static final int KILLED = 137;

	private final NodeTarget target;
	private final ConsoleStreams console;
	private final Map<String, String> attributes = new ConcurrentHashMap<>();
	private volatile int exitValue;

	NodeProcess(ILaunch launch, NodeTarget target) {
		super(launch, target.node());
		this.target = target;
		console = new ConsoleStreams(text -> node().session().type(node().number(), text));
		attributes.put(ATTR_PROCESS_TYPE, TYPE);
		attributes.put(ATTR_PROCESS_LABEL, target.node().session().info().name() + ": " + getLabel());
	}

	/** The console's streams. */
	public ConsoleStreams console() {
		return console;
	}

	@Override
	public String getLabel() {
		return target.status().number() + " " + target.status().name();
	}

	@Override
	public IStreamsProxy getStreamsProxy() {
		return console;
	}

	@Override
	public void setAttribute(String key, String value) {
		if (value == null)
			attributes.remove(key);
		else
			attributes.put(key, value);
		fire(DebugEvent.CHANGE, DebugEvent.CONTENT);
	}

	@Override
	public String getAttribute(String key) {
		return attributes.get(key);
	}

	@Override
	public int getExitValue() throws DebugException {
		if (!isTerminated())
			throw new DebugException(Status.error("Node " + getLabel() + " still runs."));
		return exitValue;
	}

	@Override
	public boolean canTerminate() {
		return target.canTerminate();
	}

	@Override
	public boolean isTerminated() {
		return target.isTerminated();
	}

	@Override
	public void terminate() throws DebugException {
		target.terminate();
	}

	@Override
	public <T> T getAdapter(Class<T> adapter) {
		return adapter == IProcess.class ? adapter.cast(this) : super.getAdapter(adapter);
	}

	void begin() {
		fire(DebugEvent.CREATE, DebugEvent.UNSPECIFIED);
	}

	void ended(boolean shutDown) {
		exitValue = shutDown ? 0 : KILLED;
		console.close();
		fire(DebugEvent.TERMINATE, DebugEvent.UNSPECIFIED);
	}
}
