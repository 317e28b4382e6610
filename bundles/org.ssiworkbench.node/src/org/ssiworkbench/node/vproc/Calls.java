package org.ssiworkbench.node.vproc;

import java.util.List;

import org.ssiworkbench.node.ics.Ics;
import org.ssiworkbench.node.ics.IcsChannel;
import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.node.ics.IcsReply;
import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.ics.IcsService;
import org.ssiworkbench.node.ics.IcsStatus;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.NodeContext;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/** RPCs of the process space. A body goes in line if it fits, else as one buffer. */
final class Calls {
	/** Result of a call whose node is or went down. */
	static final int DOWN = -1;
	/** Small things, on a channel that never waits for an image. */
	static final IcsService SERVICE = new IcsService(3, "vproc", IcsChannel.PRIORITY_1, Operation.names(), false);
	/** Images of moving processes. */
	static final IcsService IMAGE = new IcsService(4, "image", IcsChannel.NORMAL, "part");

	/** Takes the end of a call. */
	@FunctionalInterface
	interface Answered {
		void done(int result, WireReader in) throws MalformedException;
	}

	/** Serves one operation. */
	@FunctionalInterface
	interface Server {
		void serve(IcsRequest request, WireReader in) throws MalformedException;
	}

	private final NodeContext context;
	private final Ics ics;

	Calls(NodeContext context, Ics ics) {
		this.context = context;
		this.ics = ics;
	}

	void register(IcsService service, Server server) {
		ics.register(service, request -> {
			try {
				server.serve(request, reader(request.data()));
			} catch (MalformedException e) {
				context.log("warning", "malformed " + service.name() + " request from node " + request.from() + ": " + e.getMessage());
				refuse(request, "the request was malformed");
			}
		});
	}

	void call(int node, Operation operation, WireWriter body, Answered client) {
		ics.call(node, SERVICE, operation.ordinal(), data(body), reply -> answered(node, reply, client));
	}

	void image(int node, int pid, byte[] part, Answered client) {
		IcsData data = new IcsData(new WireWriter().i32(pid).toBytes(), List.of(part));
		ics.call(node, IMAGE, 0, data, reply -> answered(node, reply, client));
	}

	private void answered(int node, IcsReply reply, Answered client) {
		try {
			client.done(reply.status() == IcsStatus.OK ? reply.result() : DOWN, reader(reply.data()));
		} catch (MalformedException e) {
			context.log("warning", "malformed vproc answer from node " + node + ": " + e.getMessage());
		}
	}

	static void done(IcsRequest request) {
		request.reply(Operation.DONE, IcsData.EMPTY);
	}

	static void done(IcsRequest request, WireWriter body) {
		request.reply(Operation.DONE, data(body));
	}

	static void notHere(IcsRequest request) {
		request.reply(Operation.NOT_HERE, IcsData.EMPTY);
	}

	static void refuse(IcsRequest request, String reason) {
		request.reply(Operation.REFUSED, data(new WireWriter().text(reason)));
	}

	static void answer(IcsRequest request, Outcome outcome) {
		if (outcome.done())
			done(request);
		else
			refuse(request, outcome.reason());
	}

	/** What an answer by {@link #answer} says. */
	static Outcome outcome(int node, int result, WireReader in) throws MalformedException {
		return switch (result) {
		case Operation.DONE -> Outcome.DONE;
		case Operation.REFUSED -> Outcome.refused(in.text());
		case DOWN -> Outcome.refused("node " + node + " is down");
		default -> Outcome.refused("node " + node + " does not know the process");
		};
	}

	private static IcsData data(WireWriter body) {
		return IcsData.ofBody(body.toBytes());
	}

	private static WireReader reader(IcsData data) {
		return new WireReader(data.body());
	}
}
