package org.ssiworkbench.debug.model;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IProcess;
import org.ssiworkbench.debug.session.ClusterSession;

/** The cluster's controller as a process, whose console has the controller's messages. Terminating it ends the cluster. */
public final class ClusterProcess extends ConsoleProcess {
	/** Value of {@link IProcess#ATTR_PROCESS_TYPE}. */
	public static final String TYPE = "org.ssiworkbench.debug.controller";

	private final ClusterLaunch launch;
	private final ClusterSession session;

	ClusterProcess(ClusterLaunch launch, ClusterSession session) {
		super(launch, TYPE, label(session), session.info().name() + ": " + label(session), false);
		this.launch = launch;
		this.session = session;
	}

	private static String label(ClusterSession session) {
		return "controller, process " + session.info().pid();
	}

	@Override
	public void begin() {
		super.begin();
		session.messages().forEach(message -> print(message.level(), message.text()));
	}

	void print(String level, String text) {
		String prefix = "info".equals(level) ? "" : level + ": ";
		print(prefix + text + "\n");
	}

	@Override
	public boolean canTerminate() {
		return launch.canTerminate();
	}

	@Override
	public void terminate() throws DebugException {
		launch.terminate();
	}
}
