package org.ssiworkbench.controller.internal;

import org.ssiworkbench.controller.internal.host.Debugger;
import org.ssiworkbench.controller.protocol.DebugClient.Logged;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;

/** Passes on to all clients what the debugger tells. */
record DebugNews(Subscribers subscribers) implements Debugger.Events {
	@Override
	public void stopped(DebugState state) {
		subscribers.tell(client -> client.stopped(state));
	}

	@Override
	public void resumed(DebugState state) {
		subscribers.tell(client -> client.resumed(state));
	}

	@Override
	public void logged(Logged hit) {
		subscribers.tell(client -> client.logged(hit));
	}
}
