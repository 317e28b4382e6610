package org.ssiworkbench.views;

/** Ids of what this bundle contributes. */
public final class Ids {
	public static final String BUNDLE = "org.ssiworkbench.views";

	public static final String PERSPECTIVE = "org.ssiworkbench.views.perspective";
	public static final String TRACE_PERSPECTIVE = "org.ssiworkbench.views.tracePerspective";

	public static final String CLUSTER_VIEW = "org.ssiworkbench.views.cluster";
	public static final String MESSAGES_VIEW = "org.ssiworkbench.views.messages";
	public static final String MEMBERSHIP_VIEW = "org.ssiworkbench.views.membership";
	public static final String MIGRATIONS_VIEW = "org.ssiworkbench.views.migrations";
	public static final String REPLAY_VIEW = "org.ssiworkbench.views.replay";
	public static final String STATE_VIEW = "org.ssiworkbench.views.state";
	public static final String PROCESSES_VIEW = "org.ssiworkbench.views.processes";
	public static final String UPCOMING_VIEW = "org.ssiworkbench.views.upcoming";
	public static final String KEEPALIVE_VIEW = "org.ssiworkbench.views.keepalive";

	public static final String ADD = "org.ssiworkbench.views.command.add";
	public static final String CRASH = "org.ssiworkbench.views.command.crash";
	public static final String SHUT_DOWN = "org.ssiworkbench.views.command.shutDown";
	public static final String TERMINATE = "org.ssiworkbench.views.command.terminate";
	public static final String ATTACH = "org.ssiworkbench.views.command.attach";
	public static final String OPEN_TRACE = "org.ssiworkbench.views.command.openTrace";

	/** The context in which the Cluster view's keys work. */
	public static final String CLUSTER_CONTEXT = "org.ssiworkbench.views.context.cluster";

	/** The context in which the Processes view's keys work. */
	public static final String PROCESSES_CONTEXT = "org.ssiworkbench.views.context.processes";

	private Ids() {
	}
}
