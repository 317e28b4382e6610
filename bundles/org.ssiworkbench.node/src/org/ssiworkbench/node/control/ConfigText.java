package org.ssiworkbench.node.control;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.node.NodeConfig;
import org.ssiworkbench.node.load.LevelingConfig;

/**
 * The payload of a {@link ControlFrame.Type#CONFIG} frame: all that a node is told when it boots.
 *
 * @param node the node's configuration
 * @param subnet the interconnect's subnet, such as {@code 10.9.0.0/24}
 * @param addresses the interconnect address of every configured node, own included
 * @param extras further settings of the host, kept as they are; their keys must not be those used here
 */
public record ConfigText(NodeConfig node, String subnet, SortedMap<Integer, String> addresses,
		SortedMap<String, String> extras) {

	private static final String ADDRESS = "address.";

	/** The text as UTF-8 {@code key=value} lines. */
	public byte[] encode() {
		KeyValues text = new KeyValues();
		for (var extra : extras.entrySet())
			text.put(extra.getKey(), extra.getValue());
		text.put("number", node.number()).put("nodes", KeyValues.join(node.nodes()))
				.put("initNodes", KeyValues.join(node.initNodes())).put("imaliveCount", node.imaliveCount())
				.put("imalivePeriod", node.imalivePeriod()).put("quorum", node.quorum() ? 1 : 0)
				.put("seed", node.seed()).put("incarnation", node.incarnation()).put("subnet", subnet)
				.put("leveling", node.leveling().enabled() ? 1 : 0).put("levelingInterval", node.leveling().interval())
				.put("levelingIncluded", KeyValues.join(node.leveling().included()));
		for (var address : addresses.entrySet())
			text.put(ADDRESS + address.getKey(), address.getValue());
		return text.encode();
	}

	private static LevelingConfig leveling(KeyValues text) throws IOException {
		boolean enabled = text.takeInt("leveling") != 0;
		long interval = text.takeLong("levelingInterval");
		if (interval <= 0)
			throw new IOException("levelingInterval=" + interval + " is not above 0");
		return new LevelingConfig(enabled, interval, new TreeSet<>(List.of(KeyValues.words(text.take("levelingIncluded")))));
	}

	/** Reads what {@link #encode} wrote; {@link IOException} with the offending line when it did not. */
	public static ConfigText decode(byte[] payload) throws IOException {
		KeyValues text = KeyValues.decode(payload);
		NodeConfig node = new NodeConfig(text.takeInt("number"), text.takeNumbers("nodes"),
				text.takeNumbers("initNodes"), text.takeInt("imaliveCount"), text.takeLong("imalivePeriod"),
				text.takeInt("quorum") != 0, text.takeLong("seed"), text.takeInt("incarnation"), leveling(text));
		String subnet = text.take("subnet");
		TreeMap<Integer, String> addresses = new TreeMap<>();
		TreeMap<String, String> extras = new TreeMap<>();
		for (var rest : text.rest().entrySet())
			if (rest.getKey().startsWith(ADDRESS))
				addresses.put((int) KeyValues.parse(ADDRESS, rest.getKey().substring(ADDRESS.length())), rest.getValue());
			else
				extras.put(rest.getKey(), rest.getValue());
		return new ConfigText(node, subnet, addresses, extras);
	}
}
