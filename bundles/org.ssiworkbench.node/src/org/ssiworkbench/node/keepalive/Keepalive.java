package org.ssiworkbench.node.keepalive;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.clms.Clms;
import org.ssiworkbench.node.ics.Ics;
import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.ics.IcsStatus;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.NodeContext;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;
import org.ssiworkbench.node.vproc.Outcome;
import org.ssiworkbench.node.vproc.Vproc;

/**
 * keepalive as one node takes part in it: what spawndaemon asks for from anywhere, the copy of the table on init nodes, and
 * on the CLMS master the daemon. All methods are called from within a handler of the node, and so are the answers.
 */
public final class Keepalive {
	private static final long RETRY = 100_000_000;
	private static final int TRIES = 100;

	private final NodeContext context;
	private final Ics ics;
	private final Clms clms;
	private final Vproc vproc;
	private final Table table = new Table();
	private final Replicas replicas;
	private final Daemon daemon;
	private final Starter starter;
	private final TreeSet<Integer> copied = new TreeSet<>();
	private boolean preparing;

	/** Which of the registered processes are meant. */
	public enum Which {
		/** The one of a slot. */
		SLOT,
		/** The one that runs as a pid. */
		PID,
		/** Those of a program. */
		PROGRAM,
		/** Those of a group. */
		GROUP,
		/** All. */
		ALL
	}

	/** Takes a slot, or 0 and the reason. */
	@FunctionalInterface
	public interface SlotAnswer {
		/** The slot, or 0 and why not. */
		void registered(int slot, String reason);
	}

	/** Made by the node. */
	public Keepalive(NodeContext context, Ics ics, Clms clms, Vproc vproc) {
		this.context = context;
		this.ics = ics;
		this.clms = clms;
		this.vproc = vproc;
		replicas = new Replicas(context, ics, clms);
		daemon = new Daemon(context, clms, vproc, table, replicas);
		starter = new Starter(context.number(), vproc);
		ics.register(KeepaliveService.SERVICE, this::serve);
		clms.onChange(this::viewChanged);
	}

	/** Registers a process; it is started at once. Answered when all init nodes have it. */
	public void register(Spec spec, SlotAnswer answer) {
		ask(KeepaliveService.REGISTER, Entry.write(new WireWriter().i64(context.nextMessage()), spec), slot(answer));
	}

	/** Registers a process that runs already; it is started again when it dies. */
	public void adopt(Spec spec, int pid, SlotAnswer answer) {
		ask(KeepaliveService.ADOPT, Entry.write(new WireWriter().i64(context.nextMessage()).i32(pid), spec), slot(answer));
	}

	private static Reply slot(SlotAnswer answer) {
		return (refusal, in) -> answer.registered(refusal.isEmpty() ? in.i32() : 0, refusal);
	}

	/** Deregisters some; with {@code kill} also ends them. Refused if there are none such. */
	public void deregister(Which which, String value, boolean kill, Consumer<Outcome> answer) {
		ask(KeepaliveService.DEREGISTER, new WireWriter().u8(which.ordinal()).text(value).u8(kill ? 1 : 0),
				(refusal, in) -> answer.accept(refusal.isEmpty() ? Outcome.DONE : Outcome.refused(refusal)));
	}

	/** What is registered, by slot; an empty list also when there is no master to ask. */
	public void list(Consumer<List<Registered>> answer) {
		ask(KeepaliveService.LIST, new WireWriter(), (refusal, in) -> {
			Table all = new Table();
			if (refusal.isEmpty())
				all.merge(in);
			answer.accept(all.registered().stream().map(Entry::status).toList());
		});
	}

	/** What this node's own copy of the table has, by slot: on the master what is registered, elsewhere maybe nothing. */
	public List<Registered> known() {
		return table.registered().stream().map(Entry::status).toList();
	}

	/** Takes the end of a question. */
	private interface Reply {
		void ended(String refusal, WireReader in) throws MalformedException;
	}

	private void ask(int operation, WireWriter body, Reply reply) {
		ask(operation, IcsData.ofBody(body.toBytes()), reply, TRIES);
	}

	private void ask(int operation, IcsData body, Reply reply, int tries) {
		ics.call(clms.masterNode(), KeepaliveService.SERVICE, operation, body, answer -> {
			boolean again = answer.status() != IcsStatus.OK || answer.result() == KeepaliveService.AGAIN;
			if (again && tries > 0)
				context.after(RETRY, () -> ask(operation, body, reply, tries - 1));
			else
				end(reply, again ? "keepalive does not answer" : "", answer.result(), new WireReader(answer.data().body()));
		});
	}

	private void end(Reply reply, String silence, int result, WireReader in) {
		try {
			reply.ended(result == KeepaliveService.REFUSED ? in.text() : silence, in);
		} catch (MalformedException e) {
			context.log("warning", "malformed keepalive answer: " + e.getMessage());
		}
	}

	private void viewChanged() {
		boolean master = clms.masterNode() == context.number();
		if (master && !daemon.working() && !preparing && predecessorIsGone())
			prepare();
		if (daemon.working()) {
			copyToNewInitNodes();
			daemon.look();
		}
	}

	/** What an earlier master has asked for is done or will never be done. */
	private boolean predecessorIsGone() {
		for (Integer node : context.config.initNodes())
			if (clms.state(node) == NodeState.KCLEANUP || clms.state(node) == NodeState.GOINGDOWN)
				return false;
		return clms.available(context.number());
	}

	private void prepare() {
		preparing = true;
		replicas.gather(table, () -> replicas.inventory(table, () -> {
			preparing = false;
			daemon.work();
			copyToNewInitNodes();
		}));
	}

	private void copyToNewInitNodes() {
		copied.removeIf(node -> !clms.available(node));
		for (Integer node : context.config.initNodes())
			if (node != context.number() && clms.available(node) && copied.add(node))
				replicas.copy(table, node);
	}

	private void serve(IcsRequest request) {
		WireReader in = new WireReader(request.data().body());
		try {
			switch (request.operation()) {
			case KeepaliveService.COPY -> {
				table.merge(in);
				done(request, new WireWriter());
			}
			case KeepaliveService.TABLE -> done(request, table.write(new WireWriter()));
			case KeepaliveService.START -> starter.start(request, in);
			case KeepaliveService.INVENTORY -> starter.inventory(request);
			default -> serveAsDaemon(request, in);
			}
		} catch (MalformedException e) {
			context.log("warning", "malformed keepalive request from node " + request.from() + ": " + e.getMessage());
			refuse(request, "the request was malformed");
		}
	}

	private void serveAsDaemon(IcsRequest request, WireReader in) throws MalformedException {
		if (!daemon.working()) {
			request.reply(KeepaliveService.AGAIN, IcsData.EMPTY);
			return;
		}
		switch (request.operation()) {
		case KeepaliveService.REGISTER -> register(request, in);
		case KeepaliveService.ADOPT -> adopt(request, in);
		case KeepaliveService.DEREGISTER -> deregister(request, in);
		default -> done(request, table.write(new WireWriter()));
		}
	}

	private void register(IcsRequest request, WireReader in) throws MalformedException {
		long token = in.i64();
		if (!knownAlready(request, token))
			daemon.register(Entry.readSpec(in), token, slot -> done(request, new WireWriter().i32(slot)));
	}

	private void adopt(IcsRequest request, WireReader in) throws MalformedException {
		long token = in.i64();
		int pid = in.i32();
		Spec spec = Entry.readSpec(in);
		vproc.locate(pid, place -> {
			if (place == 0)
				refuse(request, "there is no process " + pid);
			else if (!knownAlready(request, token))
				daemon.adopt(spec, token, pid, place, slot -> done(request, new WireWriter().i32(slot)));
		});
	}

	private boolean knownAlready(IcsRequest request, long token) {
		Entry known = table.ofToken(token);
		if (known != null)
			done(request, new WireWriter().i32(known.slot));
		return known != null;
	}

	private void deregister(IcsRequest request, WireReader in) throws MalformedException {
		int which = in.u8();
		if (which >= Which.values().length)
			throw new MalformedException("choice " + which);
		String value = in.text();
		boolean kill = in.u8() != 0;
		List<Entry> meant = new ArrayList<>(table.registered());
		meant.removeIf(entry -> !is(entry, Which.values()[which], value));
		daemon.remove(meant, kill);
		if (meant.isEmpty() && which != Which.ALL.ordinal())
			refuse(request, "keepalive has no process whose " + Which.values()[which].name().toLowerCase(java.util.Locale.ROOT) + " is " + value);
		else
			done(request, new WireWriter());
	}

	private static boolean is(Entry entry, Which which, String value) {
		return switch (which) {
		case SLOT -> value.equals(String.valueOf(entry.slot));
		case PID -> value.equals(String.valueOf(entry.pid)) && entry.pid != 0;
		case PROGRAM -> value.equals(entry.spec.program());
		case GROUP -> value.equals(entry.spec.group());
		case ALL -> true;
		};
	}

	private static void done(IcsRequest request, WireWriter body) {
		request.reply(KeepaliveService.DONE, IcsData.ofBody(body.toBytes()));
	}

	private static void refuse(IcsRequest request, String reason) {
		request.reply(KeepaliveService.REFUSED, IcsData.ofBody(new WireWriter().text(reason).toBytes()));
	}
}
