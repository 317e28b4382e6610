package org.ssiworkbench.controller.internal;

import java.util.Base64;
import java.util.List;

import org.ssiworkbench.controller.protocol.ControllerClient;
import org.ssiworkbench.controller.protocol.ControllerService.ExecData;
import org.ssiworkbench.controller.protocol.ControllerService.ExecRequest;

/** The shell behind a node's console: started when something is typed, and again after it has ended. Confined to the loop. */
final class ConsoleShell implements ControllerClient {
	private static final List<String> SHELL = List.of("/bin/sh", "-i");

	private final ClusterSession session;
	private final int node;
	private int exec;

	ConsoleShell(ClusterSession session, int node) {
		this.session = session;
		this.node = node;
	}

	void type(byte[] data) {
		if (exec == 0)
			exec = session.execs().start(this, new ExecRequest(node, SHELL, true)).exec();
		session.execs().input(exec, data);
	}

	@Override
	public void execOutput(ExecData data) {
		session.console(node, Base64.getDecoder().decode(data.data()));
	}

	@Override
	public void execExit(ExecExit exit) {
		exec = 0;
	}
}
