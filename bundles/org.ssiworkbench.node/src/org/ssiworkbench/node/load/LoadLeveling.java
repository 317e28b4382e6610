package org.ssiworkbench.node.load;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.ssiworkbench.node.clms.Clms;
import org.ssiworkbench.node.ics.Ics;
import org.ssiworkbench.node.ics.IcsChannel;
import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.ics.IcsService;
import org.ssiworkbench.node.ics.IcsStatus;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.NodeContext;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;
import org.ssiworkbench.node.load.Rule.Candidate;
import org.ssiworkbench.node.load.Rule.Target;
import org.ssiworkbench.node.vproc.Admission;
import org.ssiworkbench.node.vproc.Outcome;
import org.ssiworkbench.node.vproc.ProcessInfo;
import org.ssiworkbench.node.vproc.Vproc;
import org.ssiworkbench.trace.EventKind;

/** The load leveler of one node. Methods are called from within a handler of the node. */
public final class LoadLeveling implements Admission {
	/** A process that came to a node or began there stays at least so long, ns. */
	public static final long RESIDENCY = 5_000_000_000L;
	/** A process must have had so much CPU time, ns: what ends at once is not worth a move. */
	private static final long HAS_RUN = 10_000_000;
	/** A load is renewed once a second. */
	private static final long SAMPLE = 1_000_000_000;
	private static final String REASON = "load";
	private static final int SWITCH = 0;
	private static final int INCLUDE = 1;
	private static final IcsService SERVICE = new IcsService(6, "load", IcsChannel.PRIORITY_1, "switch", "include");

	private final NodeContext context;
	private final Ics ics;
	private final Clms clms;
	private final Vproc vproc;
	private final long interval;
	private final LoadFormula formula = new LoadFormula();
	private final Weights weights = new Weights();
	private final Included included;
	private final Sent sent;
	private boolean enabled;
	private long turn;
	private long lastMove;
	private String lastReason = "";

	/** Made by the node. */
	public LoadLeveling(NodeContext context, Ics ics, Clms clms, Vproc vproc) {
		this.context = context;
		this.ics = ics;
		this.clms = clms;
		this.vproc = vproc;
		LevelingConfig config = context.config.leveling();
		enabled = config.enabled();
		interval = config.interval();
		included = new Included(vproc, new TreeSet<>(config.included()));
		// A load reaches the master with one beat and the others with the next.
		sent = new Sent(2 * context.config.imalivePeriod() / context.config.imaliveCount() + 2 * SAMPLE);
		ics.register(SERVICE, this::serve);
		clms.setAnnouncedLoad(() -> formula.announced() + expected());
		vproc.setAdmission(this);
	}

	/** From the node: it has booted. */
	public void start() {
		context.after(interval, this::tick);
	}

	/** Whether this node moves processes away by itself. */
	public boolean enabled() {
		return enabled;
	}

	/** Switches leveling on or off on one node. */
	public void switchNode(int node, boolean on, Consumer<Outcome> answer) {
		call(node, SWITCH, new WireWriter().u8(on ? 1 : 0), answer);
	}

	/** Puts a program on the inclusion list of one node, until that boots again. */
	public void include(int node, String program, Consumer<Outcome> answer) {
		call(node, INCLUDE, new WireWriter().text(program), answer);
	}

	private void call(int node, int operation, WireWriter body, Consumer<Outcome> answer) {
		ics.call(node, SERVICE, operation, new IcsData(body.toBytes()), reply -> answer
				.accept(reply.status() == IcsStatus.OK ? Outcome.DONE : Outcome.refused("node " + node + " is down")));
	}

	private void serve(IcsRequest request) {
		WireReader in = new WireReader(request.data().inline());
		try {
			if (request.operation() == SWITCH)
				enabled = in.u8() != 0;
			else
				included.add(in.text());
		} catch (MalformedException e) {
			context.log("warning", "malformed load request from node " + request.from() + ": " + e.getMessage());
		}
		request.reply(0, IcsData.EMPTY);
	}

	private void tick() {
		context.after(interval, this::tick);
		long load = context.host.load();
		formula.update(load);
		// Looking at all processes is not for free: only a node that may have one too many does.
		if (!enabled || load <= Rule.ONE_PROCESS || !clms.available(context.number()))
			return;
		List<ProcessInfo> processes = vproc.here();
		weights.update(processes, load);
		included.mark(processes);
		decide(processes);
	}

	/** Processes that are on their way here, or came so lately that the load does not count them. */
	private long expected() {
		return Rule.ONE_PROCESS * (vproc.arriving() + vproc.arrivedSince(context.now() - SAMPLE));
	}

	private void decide(List<ProcessInfo> processes) {
		long own = formula.cautious();
		Target target = Rule.best(context.number(), turn++, loads());
		if (!Rule.worthIt(own, target))
			stay(0, own, target, "no node is that much less loaded");
		else if (vproc.leaving())
			stay(0, own, target, "a process is being moved already");
		else if (context.now() - lastMove < interval)
			stay(0, own, target, "the last move was a short time ago");
		else
			move(Rule.choose(candidates(processes)), own, target);
	}

	private TreeMap<Integer, Long> loads() {
		TreeMap<Integer, Long> loads = new TreeMap<>();
		for (Integer node : clms.membership()) {
			long told = clms.load(node);
			if (node != context.number() && told >= 0)
				loads.put(node, told + sent.loadOf(node, context.now()));
		}
		return loads;
	}

	private List<Candidate> candidates(List<ProcessInfo> processes) {
		List<Candidate> candidates = new ArrayList<>();
		for (ProcessInfo process : processes)
			if (vproc.leveled(process.pid()) && !process.pinned() && process.cpu() >= HAS_RUN && hasStayed(process))
				candidates.add(new Candidate(process.pid(), weights.of(process.pid())));
		candidates.removeIf(candidate -> candidate.weight() == 0);
		return candidates;
	}

	private boolean hasStayed(ProcessInfo process) {
		long since = vproc.since(process.pid());
		return since == 0 || context.now() - since >= RESIDENCY;
	}

	private void stay(int pid, long own, Target target, String why) {
		boolean idle = own < Rule.ONE_PROCESS * Rule.STABILITY / 100;
		if (!idle && !why.equals(lastReason))
			trace("stay", pid, own, target, why);
		lastReason = idle ? "" : why;
	}

	private void move(Candidate candidate, long own, Target target) {
		if (candidate == null) {
			stay(0, own, target, "no process here may be moved");
			return;
		}
		lastMove = context.now();
		lastReason = "";
		sent.add(target.node(), lastMove);
		trace("move", candidate.pid(), own, target, "less loaded");
		vproc.migrate(candidate.pid(), target.node(), REASON, outcome -> {
			if (!outcome.done())
				stay(candidate.pid(), own, target, outcome.reason());
		});
	}

	private void trace(String decision, int pid, long own, Target target, String why) {
		context.trace(EventKind.LOAD_DECISION, decision, (long) pid, target == null ? 0L : (long) target.node(), own,
				target == null ? 0L : target.theirs(), why);
	}

	@Override
	public long ownLoad() {
		return formula.cautious();
	}

	/** A node that many think idle takes no more than makes it as loaded as they are. */
	@Override
	public Outcome admit(String reason, long theirLoad) {
		long with = formula.current() + expected() + Rule.ONE_PROCESS * Rule.STABILITY / 100;
		return !reason.equals(REASON) || with < theirLoad ? Outcome.DONE
				: Outcome.refused("node " + context.number() + " is not idle any more");
	}
}
