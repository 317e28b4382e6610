package org.ssiworkbench.simulator;

import java.util.ArrayDeque;
import java.util.TreeMap;

import org.ssiworkbench.node.NodeHost;
import org.ssiworkbench.node.SsiNode;
import org.ssiworkbench.trace.EventKind;

/** One boot of one simulated node: its world in virtual time. */
final class SimulatedHost implements NodeHost {
	private final Simulation simulation;
	private final Network network;
	final int number;
	private final SkewedClock clock;
	private final SplitMix64 random;
	private final TreeMap<Long, EventQueue.Event> timers = new TreeMap<>();
	private final ArrayDeque<Runnable> backlog = new ArrayDeque<>();
	SsiNode node;
	Machine machine = Machine.RUNNING;
	String haltReason = "";
	private long load;

	SimulatedHost(Simulation simulation, Network network, int number, SkewedClock clock, long seed) {
		this.simulation = simulation;
		this.network = network;
		this.number = number;
		this.clock = clock;
		random = new SplitMix64(seed);
	}

	boolean alive() {
		return machine == Machine.RUNNING || machine == Machine.PAUSED;
	}

	/** Runs a handler of the node: now, or when it goes on after a pause, or never when it has ended. */
	void deliver(Runnable handler) {
		if (machine == Machine.RUNNING)
			handler.run();
		else if (machine == Machine.PAUSED)
			backlog.add(handler);
	}

	void resume() {
		machine = Machine.RUNNING;
		for (Runnable handler = backlog.poll(); handler != null; handler = backlog.poll())
			deliver(handler);
	}

	void end(Machine how, String reason) {
		machine = how;
		haltReason = reason;
		for (EventQueue.Event timer : timers.values())
			timer.cancel();
		timers.clear();
		backlog.clear();
	}

	@Override
	public long now() {
		return clock.ofTrue(simulation.now());
	}

	@Override
	public void setTimer(long id, long time) {
		if (!alive())
			return;
		cancelTimer(id);
		timers.put(id, simulation.at(clock.toTrue(time), () -> {
			timers.remove(id);
			deliver(() -> node.timer(id));
		}));
	}

	@Override
	public void cancelTimer(long id) {
		EventQueue.Event timer = timers.remove(id);
		if (timer != null)
			timer.cancel();
	}

	@Override
	public void openChannel(int peer, int channel) {
		if (alive())
			network.open(this, peer, channel);
	}

	@Override
	public void closeChannel(int peer, int channel) {
		if (alive())
			network.close(this, peer, channel);
	}

	@Override
	public void send(int peer, int channel, byte[] frame) {
		if (alive())
			network.send(this, peer, channel, frame);
	}

	@Override
	public long queued(int peer, int channel) {
		return network.queued(this, peer, channel);
	}

	@Override
	public void datagram(int peer, byte[] data) {
		if (alive())
			network.datagram(this, peer, data);
	}

	/** A load that wanders between idle and two runnable processes. */
	@Override
	public long load() {
		return load;
	}

	@Override
	public void trace(EventKind kind, long cause, Object... values) {
		if (!alive())
			return;
		if (kind == EventKind.LOAD_SAMPLE) {
			load = Math.max(0, Math.min(200, load + random.below(41) - 20));
			values[0] = load;
		}
		simulation.record(number, kind, cause, values);
	}

	@Override
	public void halt(String reason) {
		if (alive())
			simulation.halted(this, reason);
	}
}
