package org.ssiworkbench.controller.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.ssiworkbench.controller.protocol.ControllerClient;

/** The attached clients and whose consoles each asked for. A client's methods never block: its output is queued. */
final class Subscribers {
	private final List<ControllerClient> clients = new CopyOnWriteArrayList<>();
	private final Map<ControllerClient, Set<Integer>> consoles = new ConcurrentHashMap<>();

	void add(ControllerClient client) {
		if (!clients.contains(client))
			clients.add(client);
	}

	void remove(ControllerClient client) {
		clients.remove(client);
		consoles.remove(client);
	}

	void watchConsole(ControllerClient client, int node) {
		consoles.computeIfAbsent(client, c -> ConcurrentHashMap.newKeySet()).add(node);
	}

	void tell(Consumer<ControllerClient> news) {
		clients.forEach(news);
	}

	void tellConsole(int node, Consumer<ControllerClient> news) {
		consoles.forEach((client, nodes) -> {
			if (nodes.contains(node))
				news.accept(client);
		});
	}
}
