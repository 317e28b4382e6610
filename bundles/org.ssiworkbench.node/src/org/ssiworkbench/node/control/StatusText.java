package org.ssiworkbench.node.control;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

import org.ssiworkbench.node.NodeState;

/**
 * A node's own view of the cluster, as it goes over the control line and into the Cluster view.
 *
 * @param node the reporting node
 * @param master the node it takes for the CLMS master, 0 if none
 * @param transid id of the last transition it knows
 * @param load its load in hundredths of a runnable process
 * @param states the state of every configured node in its view
 */
public record StatusText(int node, int master, long transid, long load, SortedMap<Integer, NodeState> states) {

	/** The status as UTF-8 {@code key=value} lines: the payload of a {@link ControlFrame.Type#STATUS} frame. */
	public byte[] encode() {
		StringBuilder text = new StringBuilder();
		for (var entry : states.entrySet()) {
			if (text.length() > 0)
				text.append(' ');
			text.append(entry.getKey()).append(':').append(entry.getValue());
		}
		return new KeyValues().put("node", node).put("master", master).put("transid", transid).put("load", load)
				.put("states", text).encode();
	}

	/** Reads what {@link #encode} wrote; {@link IOException} with the offending line when it did not. */
	public static StatusText decode(byte[] payload) throws IOException {
		KeyValues text = KeyValues.decode(payload);
		TreeMap<Integer, NodeState> states = new TreeMap<>();
		for (String word : KeyValues.words(text.take("states"))) {
			int colon = word.indexOf(':');
			if (colon < 0)
				throw new IOException("states: " + word + " is not NODE:STATE");
			states.put((int) KeyValues.parse("states", word.substring(0, colon)), state(word.substring(colon + 1)));
		}
		return new StatusText(text.takeInt("node"), text.takeInt("master"), text.takeLong("transid"),
				text.takeLong("load"), states);
	}

	private static NodeState state(String name) throws IOException {
		for (NodeState state : NodeState.values())
			if (state.name().equals(name))
				return state;
		throw new IOException("states: " + name + " is not a node state");
	}
}
