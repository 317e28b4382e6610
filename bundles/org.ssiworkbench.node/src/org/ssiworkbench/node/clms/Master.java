package org.ssiworkbench.node.clms;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.node.ics.IcsReply;
import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.ics.IcsStatus;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/** The master: makes all transitions, numbers them, hands them to all members and waits for their acknowledgements. */
final class Master {
	private static final long BLOCK = 1000;
	/** After so many boots of one node its blocks come again. */
	private static final long INCARNATIONS = 64;

	private final Clms clms;
	/** A node's last transition and the members that have not acknowledged it. */
	private record Waiting(long transid, TreeSet<Integer> members) {
	}

	/** Of every node that changes. */
	private final TreeMap<Integer, Waiting> waiting = new TreeMap<>();
	private final TreeSet<Integer> atUserLevel = new TreeSet<>();
	/** Where the present block of transition ids ends; 0 makes the next transition begin a new one. */
	private long lastOfBlock;

	Master(Clms clms) {
		this.clms = clms;
	}

	/** Founds the cluster, with this node as its first member. */
	void form() {
		clms.role = Clms.Role.MASTER;
		clms.view.master = clms.self();
		transition(clms.self(), NodeState.COMINGUP, clms.context.config.incarnation(), "cluster formed");
	}

	/** Continues a cluster whose master is gone or handed over; {@code silent} are the nodes that did not agree to it. */
	void takeOver(SortedSet<Integer> silent) {
		clms.role = Clms.Role.MASTER;
		clms.view.master = clms.self();
		waiting.clear();
		atUserLevel.clear();
		lastOfBlock = 0;
		clms.context.log("info", "node " + clms.self() + " is master from transition " + clms.view.transid + " on");
		clms.traceView();
		TreeSet<Integer> changing = new TreeSet<>();
		for (var entry : clms.view.states.entrySet())
			if (changing(entry.getValue()))
				changing.add(entry.getKey());
		for (Integer subject : changing)
			waitFor(subject, clms.self());
		long known = clms.view.transid;
		clms.subsystems.afterAll(() -> {
			for (Integer subject : changing)
				acknowledged(subject, clms.self(), known);
		});
		for (Integer node : clms.view.activeNodes())
			if (node != clms.self() && !silent.contains(node))
				sendSnapshot(node, changing);
		for (Integer node : silent)
			transition(node, NodeState.KCLEANUP, 0, "imalive timeout");
		if (clms.member.leaving())
			beginLeave(clms.self());
	}

	private static boolean changing(NodeState state) {
		return switch (state) {
		case COMINGUP, SHUTDOWN, GOINGDOWN, KCLEANUP, UCLEANUP -> true;
		case NEVERUP, UP, DOWN -> false;
		};
	}

	/** A node asks to join. */
	void join(IcsRequest request) throws MalformedException {
		int node = request.from();
		int incarnation = new WireReader(request.data().inline()).i32();
		if (clms.role != Clms.Role.MASTER || suspended() || clms.view.state(clms.self()) == NodeState.GOINGDOWN)
			request.reply(Answer.WAIT, IcsData.EMPTY);
		else if (clms.view.active(node, incarnation))
			request.reply(Answer.DONE, IcsData.EMPTY);
		else if (incarnation <= clms.view.incarnation(node))
			request.reply(Answer.STALE, IcsData.EMPTY);
		else if (!clms.context.config.nodes().contains(node)
				|| !LegalTransitions.allows(clms.view.state(node), NodeState.COMINGUP))
			request.reply(Answer.WAIT, IcsData.EMPTY);
		else {
			String cause = clms.view.state(node) == NodeState.NEVERUP ? "joined" : "rejoined";
			request.reply(Answer.DONE, IcsData.EMPTY);
			transition(node, NodeState.COMINGUP, incarnation, cause);
		}
	}

	/** A member asks to leave. */
	void leave(IcsRequest request) {
		boolean now = clms.role == Clms.Role.MASTER && !suspended();
		request.reply(now ? Answer.DONE : Answer.WAIT, IcsData.EMPTY);
		if (now)
			beginLeave(request.from());
	}

	void beginLeave(int node) {
		if (clms.view.state(node) == NodeState.UP)
			transition(node, NodeState.SHUTDOWN, 0, "operator");
		else if (clms.view.state(node) == NodeState.COMINGUP)
			clms.context.after(clms.monitor.spacing(), () -> beginLeave(node));
	}

	/** Declares nodes down that have been silent for too long. Called with every tick of the monitor. */
	void check() {
		if (suspended())
			return;
		for (Integer node : clms.view.activeNodes()) {
			if (clms.context.halted() || clms.monitor.silence(node) <= clms.monitor.limit)
				continue;
			if (clms.quorum.holds(clms.context.config.initNodes(), reached()))
				transition(node, NodeState.KCLEANUP, 0, "imalive timeout");
			else
				endSide("quorum lost");
		}
	}

	private SortedSet<Integer> reached() {
		TreeSet<Integer> reached = new TreeSet<>();
		for (Integer node : clms.context.config.initNodes())
			if (clms.view.active(node) && clms.monitor.silence(node) <= clms.context.config.imalivePeriod())
				reached.add(node);
		return reached;
	}

	/** A node that is to hand over, or has agreed to another one's take-over, makes no more transitions. */
	private boolean suspended() {
		return clms.takeover.promisedTo() != 0;
	}

	/** Makes a transition, unless it is not legal (any more). */
	void transition(int node, NodeState to, int incarnation, String cause) {
		NodeState from = clms.view.state(node);
		if (clms.role != Clms.Role.MASTER || suspended() || !LegalTransitions.allows(from, to))
			return;
		long previous = clms.view.transid;
		Transition transition = new Transition(nextTransid(), clms.context.now(), node, from, to, cause);
		// Who has not acknowledged the one before is asked about this one, or is not active any more.
		waiting.put(node, new Waiting(transition.transid(), new TreeSet<>()));
		waitFor(node, clms.self());
		SortedSet<Integer> members = clms.view.activeNodes();
		clms.apply(transition, incarnation, () -> acknowledged(node, clms.self(), transition.transid()));
		for (Integer other : members)
			if (other != clms.self() && other != node)
				sendUpdate(other, previous, transition, incarnation);
		if (node != clms.self() && to == NodeState.COMINGUP)
			sendSnapshot(node, List.of(node));
		else if (node != clms.self() && clms.view.active(node))
			sendUpdate(node, previous, transition, incarnation);
	}

	/**
	 * Every reign of a master numbers its transitions in blocks of its own, told apart by its place among the init nodes and
	 * its incarnation. So two masters never give the same id, and a view is known by it even when a partition splits the
	 * cluster. The first master's ids are 1, 2, 3, ...; that of the next one may start with 1001.
	 */
	private long nextTransid() {
		if (clms.view.transid >= lastOfBlock) {
			SortedSet<Integer> initNodes = clms.context.config.initNodes();
			int place = initNodes.headSet(clms.self()).size();
			long own = (clms.context.config.incarnation() - 1) % INCARNATIONS * initNodes.size() + place;
			long next = clms.view.transid == 0 ? 0 : clms.view.transid / BLOCK + 1;
			next += Math.floorMod(own - next, INCARNATIONS * initNodes.size());
			lastOfBlock = next * BLOCK + BLOCK - 1;
			return next * BLOCK + 1;
		}
		return clms.view.transid + 1;
	}

	private void sendUpdate(int member, long previous, Transition transition, int incarnation) {
		WireWriter out = new WireWriter().i64(previous).i32(incarnation);
		Snapshot.write(out, transition);
		waitFor(transition.node(), member);
		clms.call(member, Clms.UPDATE, out, reply -> memberAnswered(member, List.of(transition.node()), transition.transid(), reply));
	}

	private void sendSnapshot(int member, Iterable<Integer> subjects) {
		for (Integer subject : subjects)
			waitFor(subject, member);
		IcsData data = new IcsData(new byte[0], List.of(Snapshot.of(clms.view, 0).encode()));
		long known = clms.view.transid;
		clms.ics.call(member, Clms.SERVICE, Clms.SNAPSHOT, data, reply -> memberAnswered(member, subjects, known, reply));
	}

	private void memberAnswered(int member, Iterable<Integer> subjects, long transid, IcsReply reply) {
		if (clms.role != Clms.Role.MASTER)
			return;
		boolean answered = reply.status() == IcsStatus.OK && clms.view.active(member);
		if (answered && reply.result() == Answer.RESYNC)
			sendSnapshot(member, subjects);
		else if (answered && reply.result() == Answer.OTHER_MASTER)
			convinceLater(member, subjects, transid);
		else
			for (Integer subject : subjects)
				acknowledged(subject, member, transid);
	}

	/** A member still believes in another master. It will not, once it hears nothing from it, or this one has to end. */
	private void convinceLater(int member, Iterable<Integer> subjects, long transid) {
		clms.context.after(clms.monitor.spacing(), () -> {
			if (clms.role == Clms.Role.MASTER && clms.view.active(member) && suspended())
				convinceLater(member, subjects, transid);
			else if (clms.role == Clms.Role.MASTER && clms.view.active(member))
				sendSnapshot(member, subjects);
			else
				memberAnswered(member, subjects, transid, new IcsReply(IcsStatus.EREMOTE, 0, IcsData.EMPTY));
		});
	}

	private void waitFor(int subject, int member) {
		waiting.computeIfAbsent(subject, unknown -> new Waiting(clms.view.transid, new TreeSet<>())).members.add(member);
	}

	/** A member has dealt with all up to a transition; what it is asked about later ones it has yet to answer. */
	private void acknowledged(int subject, int member, long transid) {
		Waiting last = waiting.get(subject);
		if (last == null || transid < last.transid || !last.members.remove(member) || !last.members.isEmpty())
			return;
		waiting.remove(subject);
		proceed(subject);
	}

	/** All members know a node's state: on to the next one. */
	void proceed(int node) {
		if (clms.role != Clms.Role.MASTER || waiting.containsKey(node) || suspended())
			return;
		switch (clms.view.state(node)) {
		case COMINGUP -> userLevel(node, NodeState.COMINGUP);
		case SHUTDOWN -> {
			if (node != clms.self() || othersSettled())
				transition(node, NodeState.GOINGDOWN, 0, "operator");
		}
		case GOINGDOWN -> gone(node);
		case KCLEANUP -> clms.fencing.fence(node, () -> transition(node, NodeState.UCLEANUP, 0, "nodedown processing done"));
		case UCLEANUP -> userLevel(node, NodeState.UCLEANUP);
		case NEVERUP, UP, DOWN -> settled();
		}
	}

	private void userLevel(int node, NodeState state) {
		if (!atUserLevel.add(node))
			return;
		Runnable done = () -> {
			atUserLevel.remove(node);
			if (clms.view.state(node) != state)
				return;
			if (state == NodeState.COMINGUP)
				transition(node, NodeState.UP, 0, "nodeup processing done");
			else
				transition(node, NodeState.DOWN, 0, "user-level cleanup done");
		};
		if (state == NodeState.COMINGUP)
			clms.userLevel.nodeUp(node, done);
		else
			clms.userLevel.nodeDown(node, done);
	}

	private void gone(int node) {
		if (node == clms.self()) {
			clms.takeover.handOver();
			return;
		}
		int incarnation = clms.view.incarnation(node);
		transition(node, NodeState.KCLEANUP, 0, "left");
		clms.sendDowned(node, incarnation, "left the cluster");
	}

	/** Others come and go first; the master leaves last. */
	private boolean othersSettled() {
		for (var entry : clms.view.states.entrySet())
			if (entry.getKey() != clms.self() && changing(entry.getValue()))
				return false;
		return true;
	}

	private void settled() {
		if (clms.view.state(clms.self()) == NodeState.SHUTDOWN)
			proceed(clms.self());
	}

	/** Goes on with everything that was left while this node was about to hand over. */
	void resume() {
		for (Integer node : new TreeSet<>(clms.view.states.keySet()))
			if (changing(clms.view.state(node)))
				proceed(node);
	}

	/** Ends this node and tells all its members to end. */
	void endSide(String reason) {
		for (Integer node : clms.view.activeNodes())
			if (node != clms.self())
				clms.sendDowned(node, clms.view.incarnation(node), reason);
		clms.context.halt(reason);
	}
}
