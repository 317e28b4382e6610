package org.ssiworkbench.debug.ui.launch;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
	static String ModelProbe_job;
	static String ClusterTab_title;
	static String ClusterTab_clusterGroup;
	static String ClusterTab_model;
	static String ClusterTab_modelTip;
	static String ClusterTab_workspace;
	static String ClusterTab_fileSystem;
	static String ClusterTab_chooseModel;
	static String ClusterTab_name;
	static String ClusterTab_nameTip;
	static String ClusterTab_nameHint;
	static String ClusterTab_hostGroup;
	static String ClusterTab_host;
	static String ClusterTab_hostTip;
	static String ClusterTab_hostModel;
	static String ClusterTab_hostUml;
	static String ClusterTab_hostSimulator;
	static String ClusterTab_seed;
	static String ClusterTab_seedTip;
	static String ClusterTab_seedHint;
	static String ModelFileDialog_title;
	static String ModelFileDialog_message;
	static String ModelFileDialog_none;
	static String NodesTab_title;
	static String NodesTab_explanation;
	static String NodesTab_number;
	static String NodesTab_name;
	static String NodesTab_initNode;
	static String NodesTab_memory;
	static String NodesTab_yes;
	static String NodesTab_no;
	static String NodesTab_all;
	static String NodesTab_none;
	static String NodesTab_noNode;
	static String NodesTab_noInitNode;
	static String TraceTab_title;
	static String TraceTab_folder;
	static String TraceTab_folderTip;
	static String TraceTab_folderHint;
	static String TraceTab_browse;
	static String TraceTab_variables;
	static String TraceTab_chooseFolder;
	static String TraceTab_capture;
	static String TraceTab_captureTip;
	static String TraceTab_noFolder;
	static String TraceTab_taken;
	static String AttachTab_title;
	static String AttachTab_running;
	static String AttachTab_refresh;
	static String AttachTab_name;
	static String AttachTab_nameTip;
	static String AttachTab_socket;
	static String AttachTab_socketTip;
	static String AttachTab_socketHint;
	static String AttachTab_job;
	static String AttachTab_noCluster;

	static {
		initializeMessages("org.ssiworkbench.debug.ui.launch.messages", Messages.class); //$NON-NLS-1$
	}

	private Messages() {
	}
}
