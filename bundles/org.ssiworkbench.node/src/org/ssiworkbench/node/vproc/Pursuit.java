package org.ssiworkbench.node.vproc;

import java.util.function.IntConsumer;
import java.util.function.Supplier;

import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.NodeContext;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/** Finds processes, and asks something of the node on which one executes, again and again while it moves away. */
final class Pursuit {
	private static final long FIRST_RETRY = 5_000_000;
	private static final long LAST_RETRY = 160_000_000;

	/** Takes the end of a pursuit. */
	interface Client {
		/** The node on which the process executes has answered with something else than that it does not. */
		void answered(int node, int result, WireReader in) throws MalformedException;

		/** There is no such process. */
		void gone();

		/** The node went down before it answered; true = look for the process again. */
		boolean down(int node);
	}

	private final NodeContext context;
	private final Calls calls;
	private final Homes homes;
	private final ProcessHost host;

	Pursuit(NodeContext context, Calls calls, Homes homes, ProcessHost host) {
		this.context = context;
		this.calls = calls;
		this.homes = homes;
		this.host = host;
	}

	/** Tells the node on which a process executes, 0 if there is none. */
	void locate(int pid, IntConsumer answer) {
		locate(pid, FIRST_RETRY, answer);
	}

	private void locate(int pid, long retry, IntConsumer answer) {
		if (host.process(pid) != null)
			answer.accept(context.number());
		else if (!context.config.nodes().contains(Pid.origin(pid)))
			answer.accept(0);
		else if (homes.toAsk(pid) == 0)
			context.after(retry, () -> locate(pid, later(retry), answer));
		else
			ask(pid, retry, answer);
	}

	private void ask(int pid, long retry, IntConsumer answer) {
		calls.call(homes.toAsk(pid), Operation.LOCATE, new WireWriter().i32(pid), (result, in) -> {
			if (result == Operation.DONE)
				answer.accept(in.u16());
			else
				context.after(retry, () -> locate(pid, later(retry), answer));
		});
	}

	/** Asks something until it is answered or the process is gone; then runs {@code over}. */
	void reach(int pid, Operation operation, Supplier<WireWriter> body, Runnable over) {
		reach(pid, operation, body, new Client() {
			@Override
			public void answered(int node, int result, WireReader in) {
				over.run();
			}

			@Override
			public void gone() {
				over.run();
			}

			@Override
			public boolean down(int node) {
				return true;
			}
		});
	}

	/** Asks something of the node on which a process executes. */
	void reach(int pid, Operation operation, Supplier<WireWriter> body, Client client) {
		reach(pid, FIRST_RETRY, operation, body, client);
	}

	private void reach(int pid, long retry, Operation operation, Supplier<WireWriter> body, Client client) {
		locate(pid, node -> {
			if (node == 0)
				client.gone();
			else
				calls.call(node, operation, body.get(), (result, in) -> {
					boolean again = result == Calls.DOWN ? client.down(node) : result == Operation.NOT_HERE;
					if (again)
						context.after(retry, () -> reach(pid, later(retry), operation, body, client));
					else if (result != Calls.DOWN)
						client.answered(node, result, in);
				});
		});
	}

	private static long later(long retry) {
		return Math.min(2 * retry, LAST_RETRY);
	}
}
