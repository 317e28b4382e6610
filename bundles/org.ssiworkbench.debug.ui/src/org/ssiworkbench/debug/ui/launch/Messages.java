package org.ssiworkbench.debug.ui.launch;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	public static String ModelProbe_job;
	public static String ClusterTab_title;
	public static String ClusterTab_clusterGroup;
	public static String ClusterTab_model;
	public static String ClusterTab_modelTip;
	public static String ClusterTab_workspace;
	public static String ClusterTab_fileSystem;
	public static String ClusterTab_chooseModel;
	public static String ClusterTab_name;
	public static String ClusterTab_nameTip;
	public static String ClusterTab_nameHint;
	public static String ClusterTab_hostGroup;
	public static String ClusterTab_host;
	public static String ClusterTab_hostTip;
	public static String ClusterTab_hostModel;
	public static String ClusterTab_hostUml;
	public static String ClusterTab_hostSimulator;
	public static String ClusterTab_seed;
	public static String ClusterTab_seedTip;
	public static String ClusterTab_seedHint;
	public static String ModelFileDialog_title;
	public static String ModelFileDialog_message;
	public static String ModelFileDialog_none;
	public static String NodesTab_title;
	public static String NodesTab_explanation;
	public static String NodesTab_number;
	public static String NodesTab_name;
	public static String NodesTab_initNode;
	public static String NodesTab_memory;
	public static String NodesTab_memoryOf;
	public static String NodesTab_memoryTip;
	public static String NodesTab_memoryHint;
	public static String NodesTab_yes;
	public static String NodesTab_no;
	public static String NodesTab_all;
	public static String NodesTab_none;
	public static String NodesTab_noNode;
	public static String NodesTab_noInitNode;
	public static String TraceTab_title;
	public static String TraceTab_folder;
	public static String TraceTab_folderTip;
	public static String TraceTab_folderHint;
	public static String TraceTab_browse;
	public static String TraceTab_variables;
	public static String TraceTab_chooseFolder;
	public static String TraceTab_capture;
	public static String TraceTab_captureTip;
	public static String TraceTab_noFolder;
	public static String TraceTab_taken;
	public static String AttachTab_title;
	public static String AttachTab_running;
	public static String AttachTab_refresh;
	public static String AttachTab_name;
	public static String AttachTab_nameTip;
	public static String AttachTab_socket;
	public static String AttachTab_socketTip;
	public static String AttachTab_socketHint;
	public static String AttachTab_kernel;
	public static String AttachTab_console;
	public static String AttachTab_consoleTip;
	public static String AttachTab_consoleHint;
	public static String AttachTab_pid;
	public static String AttachTab_pidTip;
	public static String AttachTab_pidHint;
	public static String AttachTab_job;
	public static String AttachTab_noCluster;
	public static String ReplayTab_title;
	public static String ReplayTab_folder;
	public static String ReplayTab_folderTip;
	public static String ReplayTab_browse;
	public static String ReplayTab_choose;
	public static String ReplayTab_explanation;

	static {
		initializeMessages("org.ssiworkbench.debug.ui.launch.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
