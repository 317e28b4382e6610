package org.ssiworkbench.node.ics;

import org.ssiworkbench.node.internal.Datagrams;
import org.ssiworkbench.node.internal.NodeContext;
import org.ssiworkbench.trace.EventKind;

/** What the links of a node share. */
record Wire(NodeContext context, Datagrams datagrams, IcsService[] services) {
	int incarnation() {
		return context.config.incarnation();
	}

	void trace(EventKind kind, int peer, int channel, IcsFrame frame) {
		IcsService service = services[frame.service()];
		boolean known = service != null && frame.operation() < service.operations().size();
		long request = frame.form() == IcsFrame.Form.REPLY ? frame.reference() : 0;
		context.trace(kind, frame.id(), (long) peer, (long) channel, frame.form().traceName,
				service == null ? "service " + frame.service() : service.name(),
				known ? service.operations().get(frame.operation()) : "operation " + frame.operation(), request,
				(long) frame.priority(), (long) frame.data().inline().length, frame.data().outOfLineBytes());
	}
}
