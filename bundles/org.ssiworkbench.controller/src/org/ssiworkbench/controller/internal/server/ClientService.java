package org.ssiworkbench.controller.internal.server;

import org.ssiworkbench.controller.protocol.ControllerClient;
import org.ssiworkbench.controller.protocol.ControllerService;

/** The service of one client, which knows whom it serves. */
public interface ClientService extends ControllerService {

	/** Called once, before any request, with the client to notify; its methods do not block. */
	void connected(ControllerClient client);

	/** The client is gone. Called once, last, on any thread. */
	void disconnected();
}
