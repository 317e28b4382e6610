package org.ssiworkbench.node.ics;

/** An RPC at its client, from the call to its end. */
final class Call {
	final long id;
	final int peer;
	final IcsService service;
	final int operation;
	final int channel;
	final IcsData data;
	final IcsClient client;
	/** Priority of the server routine that made the call, -1 outside of one; its end is handled with it again. */
	final int ambient;
	final long begun;
	boolean sent;

	Call(long id, int peer, IcsService service, int operation, int channel, IcsData data, IcsClient client, int ambient, long begun) {
		this.id = id;
		this.peer = peer;
		this.service = service;
		this.operation = operation;
		this.channel = channel;
		this.data = data;
		this.client = client;
		this.ambient = ambient;
		this.begun = begun;
	}

	/** The request as it is sent now, from the node's own incarnation. */
	IcsFrame frame(Peer to, int incarnation) {
		return new IcsFrame(IcsFrame.Form.RPC, channel, service.id(), operation, id, to.oldestPending(), incarnation, to.incarnation,
				IcsStatus.OK, 0, data);
	}
}
