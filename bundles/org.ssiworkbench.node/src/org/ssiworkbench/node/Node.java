package org.ssiworkbench.node;

import java.util.List;

import org.ssiworkbench.node.clms.Clms;
import org.ssiworkbench.node.control.StatusText;
import org.ssiworkbench.node.ics.Ics;
import org.ssiworkbench.node.internal.Datagrams;
import org.ssiworkbench.node.internal.NodeContext;
import org.ssiworkbench.node.keepalive.Keepalive;
import org.ssiworkbench.node.load.LoadLeveling;
import org.ssiworkbench.node.vproc.ProcessHost;
import org.ssiworkbench.node.vproc.Vproc;

/**
 * The SSI node software: ICS and CLMS on a {@link NodeHost}. Services and subsystems are registered between construction
 * and {@link #start}.
 */
public final class Node implements SsiNode {
	private final NodeContext context;
	private final Ics ics;
	private final Clms clms;
	private final Datagrams datagrams;
	private Vproc vproc;
	private LoadLeveling leveling;
	private Keepalive keepalive;

	/** A node that does nothing before {@link #start}. */
	public Node(NodeConfig config, NodeHost host) {
		context = new NodeContext(config, host);
		ics = new Ics(context);
		datagrams = new Datagrams(context, (peer, datagram) -> clms().datagram(peer, datagram));
		clms = new Clms(context, ics, datagrams);
		ics.connect(datagrams, clms::heard);
	}

	/** The node's communication subsystem. */
	public Ics ics() {
		return ics;
	}

	/** The node's membership service. */
	public Clms clms() {
		return clms;
	}

	/**
	 * Makes this node take part in the process space, with a host's processes; before {@link #start}, on all nodes of a
	 * cluster or none.
	 */
	public Vproc processes(ProcessHost host) {
		vproc = new Vproc(context, ics, clms, host);
		leveling = new LoadLeveling(context, ics, clms, vproc);
		keepalive = new Keepalive(context, ics, clms, vproc);
		return vproc;
	}

	/** The node's part of the process space; null if it takes no part in it. */
	public Vproc vproc() {
		return vproc;
	}

	/** The node's part of keepalive; null if it takes no part in the process space. */
	public Keepalive keepalive() {
		return keepalive;
	}

	/** The node's load leveler; null if it takes no part in the process space. */
	public LoadLeveling leveling() {
		return leveling;
	}

	@Override
	public void start() {
		context.handle(0, clms::start);
		if (leveling != null)
			context.handle(0, leveling::start);
	}

	@Override
	public void channelOpened(int peer, int channel) {
		context.handle(0, () -> ics.channelOpened(peer, channel));
	}

	@Override
	public void channelClosed(int peer, int channel) {
		context.handle(0, () -> ics.channelClosed(peer, channel));
	}

	@Override
	public void received(int peer, int channel, byte[] frame) {
		context.handle(0, () -> ics.received(peer, channel, frame));
	}

	@Override
	public void datagramReceived(int peer, byte[] data) {
		context.handle(0, () -> datagrams.receive(peer, data));
	}

	@Override
	public void timer(long id) {
		context.fire(id);
	}

	@Override
	public void shutdown() {
		context.handle(0, clms::shutdown);
	}

	/** Runs something on behalf of this node, such as a call of a service, as one handler. */
	public void run(Runnable action) {
		context.handle(0, action);
	}

	@Override
	public StatusText status() {
		return clms.status();
	}

	@Override
	public List<Transition> history() {
		return clms.history();
	}
}
