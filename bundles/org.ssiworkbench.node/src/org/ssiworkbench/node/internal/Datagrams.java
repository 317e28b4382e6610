package org.ssiworkbench.node.internal;

import org.ssiworkbench.trace.EventKind;

/** Sends and receives datagrams and traces them, on channel -1. */
public final class Datagrams {
	private static final long CHANNEL = -1;

	/** Whoever wants to know what arrives. */
	public interface Handler {
		void datagram(int peer, Datagram datagram) throws MalformedException;
	}

	private final NodeContext context;
	private final Handler handler;

	public Datagrams(NodeContext context, Handler handler) {
		this.context = context;
		this.handler = handler;
	}

	public void send(int peer, Datagram.Type type, int toIncarnation, byte[] body) {
		Datagram datagram = new Datagram(type, context.nextMessage(), context.config.incarnation(), toIncarnation, body);
		trace(EventKind.ICS_SEND, peer, datagram);
		context.host.datagram(peer, datagram.encode());
	}

	public void receive(int peer, byte[] data) {
		try {
			Datagram datagram = Datagram.decode(data);
			context.setCause(datagram.id());
			trace(EventKind.ICS_RECV, peer, datagram);
			if (datagram.to() == 0 || datagram.to() == context.config.incarnation())
				handler.datagram(peer, datagram);
		} catch (MalformedException e) {
			context.log("warning", "dropped a malformed datagram from node " + peer + ": " + e.getMessage());
		}
	}

	private void trace(EventKind kind, int peer, Datagram datagram) {
		String form = datagram.type() == Datagram.Type.IMALIVE ? "imalive" : "message";
		context.trace(kind, datagram.id(), (long) peer, CHANNEL, form, "clms", datagram.type().operation, 0L, 0L,
				(long) datagram.body().length, 0L);
	}
}
