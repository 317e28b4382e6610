package org.ssiworkbench.debug.model;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.core.model.IStreamsProxy;
import org.ssiworkbench.debug.session.ClusterSession;

/** The cluster's controller as a process, whose console has the controller's messages. Terminating it ends the cluster. */
public final class ClusterProcess extends PlatformObject implements IProcess {
	/** Value of {@link IProcess#ATTR_PROCESS_TYPE}. */
	public static final String TYPE = "org.ssiworkbench.debug.controller";

	private final ClusterLaunch launch;
	private final ClusterSession session;
	private final ConsoleStreams console = new ConsoleStreams(null);
	private final Map<String, String> attributes = new ConcurrentHashMap<>();
	private volatile boolean terminated;

	ClusterProcess(ClusterLaunch launch, ClusterSession session) {
		this.launch = launch;
		this.session = session;
		attributes.put(ATTR_PROCESS_TYPE, TYPE);
		attributes.put(ATTR_PROCESS_LABEL, session.info().name() + ": " + getLabel());
	}

	@Override
	public String getLabel() {
		return "controller, process " + session.info().pid();
	}

	@Override
	public ILaunch getLaunch() {
		return launch;
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
		return launch.canTerminate();
	}

	@Override
	public boolean isTerminated() {
		return terminated;
	}

	@Override
	public void terminate() throws DebugException {
		launch.terminate();
	}

	@Override
	public <T> T getAdapter(Class<T> adapter) {
		if (adapter == IProcess.class)
			return adapter.cast(this);
		return adapter == ILaunch.class ? adapter.cast(launch) : super.getAdapter(adapter);
	}

	void begin() {
		fire(DebugEvent.CREATE);
		session.messages().forEach(message -> print(message.level(), message.text()));
	}

	void print(String level, String text) {
		String prefix = "info".equals(level) ? "" : level + ": ";
		console.append((prefix + text + "\n").getBytes(StandardCharsets.UTF_8));
	}

	void ended() {
		terminated = true;
		console.close();
		fire(DebugEvent.TERMINATE);
	}

	private void fire(int kind) {
		DebugPlugin debug = DebugPlugin.getDefault();
		if (debug != null)
			debug.fireDebugEventSet(new DebugEvent[] { new DebugEvent(this, kind) });
	}
}
