package org.ssiworkbench.node;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.ssiworkbench.node.control.StatusText;

/** The SSI node software: ICS and CLMS on a {@link NodeHost}. */
public final class Node implements SsiNode {
	private final NodeConfig config;
	private final NodeHost host;

	/** A node that does nothing before {@link #start}. */
	public Node(NodeConfig config, NodeHost host) {
		this.config = config;
		this.host = host;
	}

	@Override
	public void start() {
	}

	@Override
	public void channelOpened(int peer, int channel) {
	}

	@Override
	public void channelClosed(int peer, int channel) {
	}

	@Override
	public void received(int peer, int channel, byte[] frame) {
	}

	@Override
	public void datagramReceived(int peer, byte[] data) {
	}

	@Override
	public void timer(long id) {
	}

	@Override
	public void shutdown() {
	}

	@Override
	public StatusText status() {
		SortedMap<Integer, NodeState> states = new TreeMap<>();
		for (Integer node : config.nodes())
			states.put(node, NodeState.NEVERUP);
		return new StatusText(config.number(), 0, 0, host.load(), states);
	}

	@Override
	public List<Transition> history() {
		return List.of();
	}
}
