package org.ssiworkbench.node.vproc;

import java.util.List;
import java.util.function.Consumer;

import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/** Programs that are started on other nodes: as new processes, and as those that a process here goes on as. */
final class Executions {
	private final Parts parts;

	Executions(Parts parts) {
		this.parts = parts;
	}

	void start(int node, ProcessStart start, ProcessHost.Started answer) {
		WireWriter body = ProcessWire.write(new WireWriter(), start.as(0));
		parts.calls.call(node, Operation.START, body, (result, in) -> {
			if (result == Operation.DONE)
				answer.started(in.i32(), "");
			else
				answer.started(0, Calls.outcome(node, result, in).reason());
		});
	}

	void start(IcsRequest request, WireReader in) throws MalformedException {
		parts.host.start(ProcessWire.readStart(in), (pid, reason) -> {
			if (pid == 0)
				Calls.refuse(request, reason);
			else
				Calls.done(request, new WireWriter().i32(pid));
		});
	}

	void execute(int node, ProcessStart start, Consumer<Outcome> answer) {
		int pid = start.pid();
		if (!parts.executesHere(pid) || parts.emigrations.moving(pid))
			answer.accept(Outcome.refused("process " + pid + " is not at hand"));
		else {
			parts.holds.hold(pid);
			parts.departures.whenSettled(pid, () -> send(node, start, answer),
					() -> stay(pid, "what its origin has to know could not be told it in time", answer));
		}
	}

	private void send(int node, ProcessStart start, Consumer<Outcome> answer) {
		int pid = start.pid();
		if (!parts.clms.available(node)) {
			stay(pid, "node " + node + " is " + parts.clms.state(node) + ", not UP", answer);
			return;
		}
		int moves = parts.residents.moves(pid) + 1;
		WireWriter body = ProcessWire.write(new WireWriter().i32(moves), start);
		ProcessWire.write(body, parts.host.children(pid));
		parts.calls.call(node, Operation.EXECUTE, body, (result, in) -> {
			if (result != Operation.DONE && result != Calls.DOWN) {
				stay(pid, Calls.outcome(node, result, in).reason(), answer);
				return;
			}
			ProcessInfo process = parts.host.process(pid);
			parts.departures.leave(pid, node);
			if (process != null && result == Calls.DOWN)
				parts.departures.lost(process, node, moves);
			else if (process != null)
				rememberUntilTold(process, node, moves);
			answer.accept(Outcome.DONE);
		});
	}

	private void rememberUntilTold(ProcessInfo process, int node, int moves) {
		parts.calls.call(node, Operation.ARRIVED, new WireWriter(), (result, in) -> {
			if (result == Calls.DOWN)
				parts.departures.lost(process, node, moves);
		});
	}

	/** Answers when all homes know of the processes that have come. */
	void arrived(IcsRequest request) {
		parts.reporter.whenTold(() -> Calls.done(request));
	}

	private void stay(int pid, String reason, Consumer<Outcome> answer) {
		parts.holds.decided(pid);
		answer.accept(Outcome.refused(reason));
	}

	void execute(IcsRequest request, WireReader in) throws MalformedException {
		int moves = in.i32();
		ProcessStart start = ProcessWire.readStart(in);
		List<ProcessInfo> children = ProcessWire.readInfos(in);
		if (parts.executesHere(start.pid())) {
			Calls.refuse(request, "process " + start.pid() + " is on node " + parts.self() + " already");
			return;
		}
		parts.children.arrive(children);
		parts.host.start(start, (pid, reason) -> {
			if (pid == 0) {
				parts.children.abandon(start.pid());
				Calls.refuse(request, reason);
			} else {
				parts.arrivals.arrived(pid, moves, children, () -> {
				});
				Calls.done(request);
			}
		});
	}
}
