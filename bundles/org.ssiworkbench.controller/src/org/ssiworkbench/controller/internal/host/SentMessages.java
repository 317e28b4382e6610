package org.ssiworkbench.controller.internal.host;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.ssiworkbench.simulator.stepping.Branch;
import org.ssiworkbench.simulator.stepping.History;
import org.ssiworkbench.trace.EventKind;

/** What the last messages of a simulation were about, by branch: on two branches one id may stand for different messages. */
final class SentMessages {
	private static final int MOST = 20_000;
	private static final int FORM = 3;
	private static final int SERVICE = 4;
	private static final int OPERATION = 5;

	private static final class Names extends LinkedHashMap<Long, String> {
		private static final long serialVersionUID = 1;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
			return size() > MOST;
		}
	}

	private final History history;
	private final Map<String, Names> byBranch = new HashMap<>();

	SentMessages(History history) {
		this.history = history;
	}

	/** An event happened for the first time on the present branch. */
	void event(EventKind kind, Object[] values) {
		if (kind == EventKind.ICS_SEND)
			byBranch.computeIfAbsent(history.branch().name(), name -> new Names()).put((Long) values[0],
					(values[SERVICE] + "." + values[OPERATION] + " " + values[FORM]).intern());
	}

	/** Such as {@code clms.join rpc}, of a message on its way; empty if that is forgotten. */
	String name(long id) {
		for (Branch at = history.branch();; at = history.branch(at.parent())) {
			String name = byBranch.getOrDefault(at.name(), new Names()).get(id);
			if (name != null)
				return name;
			if (at.parent().isEmpty())
				return "";
		}
	}
}
