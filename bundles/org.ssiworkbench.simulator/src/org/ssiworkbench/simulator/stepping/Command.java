package org.ssiworkbench.simulator.stepping;

import java.util.Set;
import java.util.function.Consumer;

import org.ssiworkbench.node.ProcessOrders;
import org.ssiworkbench.node.control.ProcessReply;
import org.ssiworkbench.node.control.ProcessRequest;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SimulationEvent;

/** What is done to a simulation from outside. A history keeps its commands to do them again. */
public sealed interface Command {
	/** Does it. */
	void apply(Simulation simulation);

	/** Throws an {@link IllegalArgumentException} when it makes no sense in this state. */
	default void check(Simulation simulation) {
	}

	/** The node it concerns, 0 if none in particular. */
	default int node() {
		return 0;
	}

	/** See {@link Simulation#boot(int)}. */
	record Boot(int node) implements Command {
		@Override
		public void check(Simulation simulation) {
			if (!simulation.config().nodes().contains(node))
				throw new IllegalArgumentException("node " + node + " is not configured");
		}

		@Override
		public void apply(Simulation simulation) {
			simulation.boot(node);
		}
	}

	/** See {@link Simulation#crash}. */
	record Crash(int node) implements Command {
		@Override
		public void apply(Simulation simulation) {
			simulation.crash(node);
		}
	}

	/** See {@link Simulation#shutdown}. */
	record Shutdown(int node) implements Command {
		@Override
		public void apply(Simulation simulation) {
			simulation.shutdown(node);
		}
	}

	/** See {@link Simulation#pause}. */
	record Pause(int node) implements Command {
		@Override
		public void apply(Simulation simulation) {
			simulation.pause(node);
		}
	}

	/** See {@link Simulation#resume}. */
	record Resume(int node) implements Command {
		@Override
		public void apply(Simulation simulation) {
			simulation.resume(node);
		}
	}

	/** See {@link Simulation#partition}. */
	record Partition(Set<Integer> side) implements Command {
		@Override
		public void apply(Simulation simulation) {
			simulation.partition(side);
		}
	}

	/** See {@link Simulation#heal}. */
	record Heal() implements Command {
		@Override
		public void apply(Simulation simulation) {
			simulation.heal();
		}
	}

	/** See {@link Simulation#loss}. */
	record Loss(int from, int to, double percent) implements Command {
		@Override
		public void apply(Simulation simulation) {
			simulation.loss(from, to, percent);
		}
	}

	/** See {@link Simulation#link}. */
	record Link(int from, int to, LinkConfig link) implements Command {
		@Override
		public void apply(Simulation simulation) {
			simulation.link(from, to, link);
		}
	}

	/** See {@link Simulation#reset(int, int, int)}. */
	record Reset(int a, int b, int channel) implements Command {
		@Override
		public void apply(Simulation simulation) {
			simulation.reset(a, b, channel);
		}
	}

	/** See {@link Simulation#prefer}. */
	record Prefer(long order) implements Command {
		@Override
		public void check(Simulation simulation) {
			simulation.upcoming(order);
		}

		@Override
		public void apply(Simulation simulation) {
			simulation.prefer(order);
		}
	}

	/** See {@link Simulation#lose}. */
	record Lose(long order) implements Command {
		@Override
		public void check(Simulation simulation) {
			simulation.message(order);
		}

		@Override
		public void apply(Simulation simulation) {
			simulation.lose(order);
		}
	}

	/** See {@link Simulation#repeat}. */
	record Repeat(long order) implements Command {
		@Override
		public void check(Simulation simulation) {
			if (simulation.message(order).kind() == SimulationEvent.Kind.FRAME)
				throw new IllegalArgumentException("a channel delivers each frame once; only datagrams can be repeated");
		}

		@Override
		public void apply(Simulation simulation) {
			simulation.repeat(order);
		}
	}

	/** A question to a node about processes; the answer comes once, when the question is asked for the first time. */
	record Ask(int node, ProcessRequest request, Consumer<ProcessReply> answer) implements Command {
		@Override
		public void apply(Simulation simulation) {
			if (simulation.running(node))
				simulation.node(node).run(() -> new ProcessOrders(simulation.kernel(node).vproc(), simulation.node(node).keepalive())
						.obey(request, answer));
		}
	}
}
