package org.ssiworkbench.node.linux;

import java.nio.ByteBuffer;

import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.control.ConfigText;
import org.ssiworkbench.node.linux.commands.ClusterView;
import org.ssiworkbench.node.linux.commands.Request;
import org.ssiworkbench.node.linux.commands.Requests;
import org.ssiworkbench.node.vproc.Vproc;

/** What a node offers its users, as soon as it is UP, together with PID 1. Confined to the node's thread. */
final class UserServices {
	private final InitLine init;
	private final Node node;
	private final int number;
	private final Requests requests;
	private boolean begun;

	UserServices(InitLine init, LinuxHost host, Node node, ConfigText config, Vproc vproc) {
		this.init = init;
		this.node = node;
		number = config.node().number();
		requests = new Requests(new ClusterView(config, node.clms()), vproc, node, host::now);
		init.on(InitLine.CLIENT_REQUEST, this::request);
		init.on(InitLine.CLIENT_GONE, gone -> {
			// PID 1 drops the answers to a client that is gone
		});
		node.clms().onChange(this::viewChanged);
	}

	private void request(ByteBuffer frame) {
		Request request = Request.decode(frame, reply -> init.send(InitLine.CLIENT_REPLY, reply));
		node.run(() -> requests.handle(request));
	}

	private void viewChanged() {
		if (begun || !node.clms().available(number))
			return;
		begun = true;
		init.send(InitLine.NODE_UP);
	}
}
