package org.ssiworkbench.node.linux;

import java.util.List;
import java.util.function.LongSupplier;

import org.ssiworkbench.node.SsiNode;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.node.control.StatusText;

/** A node that passes the debugger's gate after each of its handlers. */
record StoppableNode(SsiNode node, Gate gate, LongSupplier clock) implements SsiNode {

	private void pass() {
		gate.pass(clock.getAsLong());
	}

	@Override
	public void start() {
		node.start();
		pass();
	}

	@Override
	public void channelOpened(int peer, int channel) {
		node.channelOpened(peer, channel);
		pass();
	}

	@Override
	public void channelClosed(int peer, int channel) {
		node.channelClosed(peer, channel);
		pass();
	}

	@Override
	public void received(int peer, int channel, byte[] frame) {
		node.received(peer, channel, frame);
		pass();
	}

	@Override
	public void datagramReceived(int peer, byte[] data) {
		node.datagramReceived(peer, data);
		pass();
	}

	@Override
	public void timer(long id) {
		node.timer(id);
		pass();
	}

	@Override
	public void shutdown() {
		node.shutdown();
		pass();
	}

	@Override
	public StatusText status() {
		return node.status();
	}

	@Override
	public List<Transition> history() {
		return node.history();
	}
}
