package org.ssiworkbench.node.vproc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.node.clms.Clms;
import org.ssiworkbench.node.clms.LegalTransitions;
import org.ssiworkbench.node.clms.Subsystem;
import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.NodeContext;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/**
 * The process space when nodes come and go. The survivors of a node tell the surrogate origin, the CLMS master, which of
 * its processes they have, and a new master again; they tell the node itself when it comes up again, before it is UP.
 */
final class Survivors implements Subsystem {
	/** Key of what is told to the surrogate; what is told to node n has key -1 - n. */
	private static final int SURROGATE = -1;

	private final NodeContext context;
	private final Clms clms;
	private final Parts parts;
	/** As surrogate: the last transition that every member knew when it told what it has. */
	private final TreeMap<Integer, Long> told = new TreeMap<>();
	/** The transition by which each node was last declared down. */
	private final TreeMap<Integer, Long> down = new TreeMap<>();
	private long seen;
	private int master;

	Survivors(NodeContext context, Clms clms, Parts parts) {
		this.context = context;
		this.clms = clms;
		this.parts = parts;
		clms.register(this);
		clms.onChange(this::viewChanged);
	}

	@Override
	public void nodeUp(int node, Runnable done) {
		if (node == context.number())
			tellSurrogate();
		else if (!having(pid -> Pid.origin(pid) == node).isEmpty())
			parts.reporter.report(SURROGATE - node, new Reporter.Report(Operation.HAND_BACK, () -> comingUp(node),
					() -> write(new WireWriter(), pid -> Pid.origin(pid) == node)));
		whenAllIsKnown(done);
	}

	private SortedSet<Integer> comingUp(int node) {
		return new TreeSet<>(clms.state(node) == NodeState.COMINGUP ? Set.of(node) : Set.of());
	}

	@Override
	public void nodeDown(int node, Runnable done) {
		parts.emigrations.nodeDown(node);
		parts.immigrations.nodeDown(node);
		tellSurrogate();
		whenAllIsKnown(done);
	}

	/** Runs {@code done} when the homes have been told of all that is here or was handed over. */
	private void whenAllIsKnown(Runnable done) {
		parts.emigrations.whenArrived(() -> parts.reporter.whenTold(done));
	}

	private void tellSurrogate() {
		parts.reporter.report(SURROGATE, new Reporter.Report(Operation.REPORT, this::surrogate,
				() -> write(new WireWriter().i64(clms.transid()), pid -> !parts.homes.originAnswers(Pid.origin(pid)))));
	}

	private SortedSet<Integer> surrogate() {
		return new TreeSet<>(clms.masterNode() == context.number() ? Set.of() : Set.of(clms.masterNode()));
	}

	private List<ProcessInfo> having(IntPredicate which) {
		List<ProcessInfo> some = new ArrayList<>();
		for (ProcessInfo process : parts.host.processes())
			if (which.test(process.pid()))
				some.add(process);
		return some;
	}

	private WireWriter write(WireWriter out, IntPredicate which) {
		List<ProcessInfo> some = having(which);
		ProcessWire.write(out, some);
		for (ProcessInfo process : some)
			out.i32(parts.residents.moves(process.pid()));
		return out;
	}

	/** As surrogate: a member tells what it has of nodes that are not up. */
	void report(IcsRequest request, WireReader in) throws MalformedException {
		if (clms.masterNode() != context.number()) {
			request.reply(Operation.AGAIN, IcsData.EMPTY);
			return;
		}
		told.put(request.from(), in.i64());
		handBack(request, in);
	}

	/** A member tells what it has of this node's last life. */
	void handBack(IcsRequest request, WireReader in) throws MalformedException {
		List<ProcessInfo> processes = ProcessWire.readInfos(in);
		for (ProcessInfo process : processes)
			parts.places.learn(process, request.from(), in.i32());
		Calls.done(request);
	}

	/** Whether a node was ever declared down, as far as this one knows. */
	boolean hasBeenDown(int node) {
		return down.containsKey(node);
	}

	/**
	 * Whether this node can say for sure where the processes of an origin are. The surrogate of one that is coming up cannot: it does
	 * not know those that this origin makes now.
	 */
	boolean answersFor(int origin) {
		if (origin == context.number())
			return parts.homes.originAnswers(origin);
		return clms.masterNode() == context.number() && !LegalTransitions.active(clms.state(origin)) && allHaveToldOf(origin);
	}

	private boolean allHaveToldOf(int origin) {
		long since = down.getOrDefault(origin, 0L);
		for (Integer node : context.config.nodes())
			if (node != context.number() && LegalTransitions.active(clms.state(node)) && told.getOrDefault(node, -1L) < since)
				return false;
		return true;
	}

	private void viewChanged() {
		for (Transition transition : clms.historySince(seen)) {
			seen = transition.transid();
			changed(transition.node(), transition);
		}
		if (clms.masterNode() != master && clms.masterNode() != 0) {
			master = clms.masterNode();
			tellSurrogate();
		}
	}

	private void changed(int node, Transition transition) {
		switch (transition.to()) {
		case KCLEANUP -> {
			down.put(node, transition.transid());
			told.remove(node);
		}
		case UCLEANUP -> {
			parts.places.nodeLost(node);
			parts.children.nodeLost();
		}
		case UP -> {
			if (node != context.number())
				parts.places.forgetOrigin(node);
		}
		default -> {
			// Says nothing about processes.
		}
		}
	}
}
