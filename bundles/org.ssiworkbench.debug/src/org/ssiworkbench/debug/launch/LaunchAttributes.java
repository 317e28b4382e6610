package org.ssiworkbench.debug.launch;

/** Ids of the launch configuration types and the attributes in their configurations. */
public final class LaunchAttributes {
	/** Type of a launch that starts a cluster. */
	public static final String CLUSTER_TYPE = "org.ssiworkbench.debug.cluster";

	/** Type of a launch that attaches to a running cluster. */
	public static final String ATTACH_TYPE = "org.ssiworkbench.debug.attach";

	/** Type of a launch that replays a trace. */
	public static final String REPLAY_TYPE = "org.ssiworkbench.debug.replay";

	/** Text: the model file, as a path in the workspace or the file system; variables are replaced. */
	public static final String MODEL = CLUSTER_TYPE + ".model";

	/** Text: name of the cluster; empty = the model's. When attaching, the name of the running cluster. */
	public static final String NAME = CLUSTER_TYPE + ".name";

	/** Text: uml, simulator, or empty for what the model says. */
	public static final String HOST = CLUSTER_TYPE + ".host";

	/** Text: seed of the simulator, a signed 64-bit number; empty = a fixed one. */
	public static final String SEED = CLUSTER_TYPE + ".seed";

	/** List of texts: numbers of the nodes that boot at once; absent or empty = all. */
	public static final String NODES = CLUSTER_TYPE + ".nodes";

	/** Map of texts: memory of nodes that get another amount than the model says, such as 128M, by number. */
	public static final String MEMORY = CLUSTER_TYPE + ".memory";

	/** Text: folder of the trace; empty = a new one beside the model. Variables are replaced. */
	public static final String TRACE = CLUSTER_TYPE + ".trace";

	/** Boolean, default true: whether the frames on the interconnect are captured too. */
	public static final String CAPTURE = CLUSTER_TYPE + ".capture";

	/** Text: the socket of the controller to attach to; goes before {@link #NAME}. */
	public static final String SOCKET = ATTACH_TYPE + ".socket";

	/** Text: folder of the trace to replay, as a path in the workspace or the file system; variables are replaced. */
	public static final String RECORDED = REPLAY_TYPE + ".trace";
	/** Number: the node of the cluster at {@link #SOCKET} whose kernel is to be debugged with gdb; absent for the cluster itself. */
	public static final String NODE = ATTACH_TYPE + ".node";

	/** Text: the management console of a UML kernel that is no node of a cluster; goes before all others. */
	public static final String CONSOLE = ATTACH_TYPE + ".console";

	/** Text: the kernel's main process; empty for what UML wrote beside {@link #CONSOLE}. */
	public static final String PID = ATTACH_TYPE + ".pid";

	private LaunchAttributes() {
	}
}
