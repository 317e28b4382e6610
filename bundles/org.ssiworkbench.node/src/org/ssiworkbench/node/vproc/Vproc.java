package org.ssiworkbench.node.vproc;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import org.ssiworkbench.node.clms.Clms;
import org.ssiworkbench.node.ics.Ics;
import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.NodeContext;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;
import org.ssiworkbench.trace.EventKind;

/**
 * The process space of the cluster, as one node takes part in it. All methods are called from within a handler of the node
 * ({@code Node.run}); answers come from within a handler, at once or later, exactly once unless the node ends.
 */
public final class Vproc {
	/** Linux' number for "no such process". */
	public static final int ESRCH = 3;

	/** No status of wait(2). */
	public static final int UNKNOWN = -1;

	private final Parts parts;

	/** Made by the node. */
	public Vproc(NodeContext context, Ics ics, Clms clms, ProcessHost host) {
		parts = new Parts(context, ics, clms, host);
		parts.calls.register(Calls.SERVICE, this::serve);
		parts.calls.register(Calls.IMAGE, parts.immigrations::image);
	}

	/** Tells the node on which a process executes, 0 if there is no such process. */
	public void locate(int pid, IntConsumer answer) {
		parts.pursuit.locate(pid, answer);
	}

	/**
	 * Sends a signal to a process anywhere, or with a negative pid to all members of that process group. Answers with an
	 * error number of Linux: 0, or {@link #ESRCH}.
	 */
	public void signal(int pid, int signal, int sender, IntConsumer answer) {
		if (pid < 0)
			parts.signals.toGroup(-pid, signal, sender, answer);
		else
			parts.signals.toProcess(pid, signal, sender, false, answer);
	}

	/** All processes of the cluster, by pid. */
	public void list(Consumer<List<Placed>> answer) {
		Listing.ask(parts, answer);
	}

	/** A process and the node on which it executes. */
	public record Placed(int place, ProcessInfo process) {
	}

	/** Runs a new program on a node. */
	public void start(int node, ProcessStart start, ProcessHost.Started answer) {
		parts.executions.start(node, start, answer);
	}

	/**
	 * Remote execution: the process of {@link ProcessStart#pid}, which executes here, goes on as another program on another
	 * node. When that is done the process here must be no more than a stand-in: the host has stopped it before it asks, and
	 * on a refusal lets it go on or ends it as it likes.
	 */
	public void execute(int node, ProcessStart start, Consumer<Outcome> answer) {
		parts.executions.execute(node, start, answer);
	}

	/**
	 * Waits for the end of any process, wherever it moves. Answers with its status as wait(2) gives it, or with
	 * {@link #UNKNOWN} if there is no such process any more, as when it was lost with its node.
	 */
	public void await(int pid, IntConsumer answer) {
		parts.awaits.await(pid, answer);
	}

	/** Moves a process from where it executes to a node; {@code reason} is operator, load, keepalive or self. */
	public void migrate(int pid, int target, String reason, Consumer<Outcome> answer) {
		parts.emigrations.migrate(pid, target, reason, answer);
	}

	/**
	 * Has the host of the node on which a process executes get a message: {@link ProcessHost#told}. Messages to one pid
	 * arrive in order, once, also while it moves; those to a process that ends or is lost are dropped. {@code taken} runs
	 * when the message was taken or dropped.
	 */
	public void tellPlace(int pid, byte[] message, Runnable taken) {
		parts.messages.toPlace(pid, message, taken);
	}

	/** Has the host of a given node get a message about a process, in order and once unless the node goes down. */
	public void tell(int node, int pid, byte[] message, Runnable taken) {
		parts.messages.toNode(node, pid, message, taken);
	}

	/** The processes that execute here, by pid. */
	public List<ProcessInfo> here() {
		return parts.host.processes();
	}

	/** When a process came here from another node, ns of the node's clock; 0 if it began here. */
	public long since(int pid) {
		return parts.residents.since(pid);
	}

	/** How many processes have come here from other nodes after a time. */
	public int arrivedSince(long time) {
		return parts.residents.since(time);
	}

	/** Whether load leveling may move a process: a mark that goes with it. */
	public boolean leveled(int pid) {
		return parts.residents.leveled(pid);
	}

	/** Marks a process that executes here. */
	public void setLeveled(int pid) {
		parts.residents.setLeveled(pid);
	}

	/** Whether any process is being moved away from here. */
	public boolean leaving() {
		return parts.emigrations.busy();
	}

	/** How many processes are being moved here. */
	public int arriving() {
		return parts.immigrations.count();
	}

	/** Sets who decides whether processes may come; before the node starts. */
	public void setAdmission(Admission admission) {
		parts.admission = admission;
	}

	/** From the host: a process began here, forked or executed. For the trace. */
	public void started(ProcessInfo process) {
		parts.context.trace(EventKind.PROC_START, (long) process.pid(), (long) process.parent(), process.command());
	}

	/**
	 * From the host: a process that executed here ended, with a status as wait(2) gives it. {@code parentTold}: its parent
	 * executes here and was told by the kernel.
	 */
	public void exited(int pid, int parent, int status, boolean parentTold) {
		parts.context.trace(EventKind.PROC_EXIT, (long) pid, (long) status);
		parts.arrivals.ended(pid, parent, status, parentTold);
		parts.awaits.ended(pid, status);
	}

	/** From the host: a process leaves, and has not waited yet for a child whose end it was told here. */
	public void tellParent(int parent, int pid, int status) {
		parts.exits.tell(parent, pid, status);
	}

	/** From the host: a process that executes here was stopped by a signal; 0: it goes on. */
	public void stopped(int pid, int signal) {
		parts.arrivals.stopped(pid, signal);
	}

	/**
	 * From the host: a stand-in here got a signal that the process behind it should get. {@code toGroup}: so did the rest of
	 * its process group, as by a key of the terminal.
	 */
	public void forward(int pid, int signal, int sender, boolean toGroup) {
		parts.signals.toProcess(pid, signal, sender, toGroup, errno -> {
		});
	}

	private void serve(IcsRequest request, WireReader in) throws MalformedException {
		switch (Operation.values()[request.operation()]) {
		case LOCATE -> locate(request, in.i32());
		case PLACE -> place(request, in);
		case LOST -> lost(request, in);
		case ENDED -> ended(request, in);
		case STATE -> state(request, in);
		case REPORT -> parts.survivors.report(request, in);
		case HAND_BACK -> parts.survivors.handBack(request, in);
		case SIGNAL -> parts.signals.toProcess(request, in);
		case SIGNAL_GROUP -> parts.signals.toGroup(request, in);
		case CHILD_ENDED -> parts.exits.childEnded(request, in);
		case CHILD_STATE -> parts.exits.childState(request, in);
		case LIST -> Calls.done(request, ProcessWire.write(new WireWriter(), parts.host.processes()));
		case START -> parts.executions.start(request, in);
		case EXECUTE -> parts.executions.execute(request, in);
		case ARRIVED -> parts.executions.arrived(request);
		case MIGRATE -> parts.emigrations.migrate(request, in);
		case PREPARE -> parts.immigrations.prepare(request, in);
		case RESTORE -> parts.immigrations.restore(request, in);
		case GO -> parts.immigrations.go(request, in);
		case DISCARD -> parts.immigrations.discard(request, in);
		case TELL -> parts.messages.tell(request, in);
		case AWAIT -> parts.awaits.await(request, in);
		}
	}

	private void locate(IcsRequest request, int pid) {
		int place = parts.places.of(pid);
		boolean sure = parts.survivors.answersFor(Pid.origin(pid)) && !parts.exits.untold(pid);
		if (place != 0 || sure)
			Calls.done(request, new WireWriter().u16(place));
		else
			request.reply(Operation.AGAIN, IcsData.EMPTY);
	}

	private void place(IcsRequest request, WireReader in) throws MalformedException {
		int moves = in.i32();
		ProcessInfo process = ProcessWire.readInfo(in);
		parts.holds.afterDecision(process.pid(), () -> {
			parts.places.learn(process, request.from(), moves);
			Calls.done(request);
		});
	}

	private void lost(IcsRequest request, WireReader in) throws MalformedException {
		int node = in.u16();
		int moves = in.i32();
		parts.places.handedOver(ProcessWire.readInfo(in), node, moves);
		Calls.done(request);
	}

	private void ended(IcsRequest request, WireReader in) throws MalformedException {
		int pid = in.i32();
		int moves = in.i32();
		int parent = in.i32();
		int status = in.i32();
		boolean parentTold = in.u8() != 0;
		parts.holds.afterDecision(pid, () -> {
			parts.places.ended(pid, moves, parent, status, parentTold);
			Calls.done(request);
		});
	}

	private void state(IcsRequest request, WireReader in) throws MalformedException {
		parts.exits.stopped(in.i32(), in.i32(), in.i32());
		Calls.done(request);
	}
}
