package org.ssiworkbench.simulator;

import java.util.ArrayDeque;
import java.util.TreeMap;

import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.NodeHost;
import org.ssiworkbench.simulator.EventQueue.What;
import org.ssiworkbench.simulator.process.SimulatedKernel;
import org.ssiworkbench.simulator.process.World;
import org.ssiworkbench.trace.EventKind;

/** One boot of one simulated node: its world in virtual time. */
final class SimulatedHost implements NodeHost {
	private final Simulation simulation;
	private final Network network;
	final int number;
	private final SkewedClock clock;
	private final TreeMap<Long, EventQueue.Event> timers = new TreeMap<>();
	private final ArrayDeque<Runnable> backlog = new ArrayDeque<>();
	Node node;
	SimulatedKernel kernel;
	Machine machine = Machine.RUNNING;
	String haltReason = "";

	SimulatedHost(Simulation simulation, Network network, int number, SkewedClock clock) {
		this.simulation = simulation;
		this.network = network;
		this.number = number;
		this.clock = clock;
	}

	boolean alive() {
		return machine == Machine.RUNNING || machine == Machine.PAUSED;
	}

	/** Runs a handler of the node: now, or when it goes on after a pause, or never when it has ended. */
	void deliver(Runnable handler) {
		if (machine == Machine.RUNNING) {
			simulation.handles(number);
			handler.run();
		} else if (machine == Machine.PAUSED)
			backlog.add(handler);
	}

	void pause() {
		machine = Machine.PAUSED;
		kernel.pause(true);
	}

	void resume() {
		machine = Machine.RUNNING;
		kernel.pause(false);
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

	/** The machine for its processes, by true time: a program does not compute faster because a clock runs fast. */
	World world() {
		return new World() {
			@Override
			public long now() {
				return simulation.now();
			}

			@Override
			public void at(long time, Runnable action) {
				simulation.at(time, What.process(number), () -> deliver(() -> node.run(action)));
			}
		};
	}

	@Override
	public void setTimer(long id, long time) {
		if (!alive())
			return;
		cancelTimer(id);
		timers.put(id, simulation.at(clock.toTrue(time), What.timer(number, id), () -> {
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

	@Override
	public long load() {
		return kernel.load();
	}

	@Override
	public void trace(EventKind kind, long cause, Object... values) {
		if (!alive())
			return;
		simulation.record(number, kind, cause, values);
	}

	@Override
	public void halt(String reason) {
		if (alive())
			simulation.halted(this, reason);
	}
}
