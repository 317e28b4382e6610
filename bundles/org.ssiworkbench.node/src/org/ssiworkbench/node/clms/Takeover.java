package org.ssiworkbench.node.clms;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.node.ics.IcsReply;
import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.ics.IcsStatus;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/**
 * How another init node becomes master. The candidate asks every survivor for its agreement and for the transitions that
 * it does not know itself; only when all have agreed, or gone silent, it goes on as master. So no transition that a
 * survivor knows is lost.
 */
final class Takeover {
	private final Clms clms;
	/** The candidate that this node has agreed to, or 0. */
	private int promised;
	private boolean running;
	private boolean handedOver;
	/** Tells answers to this attempt from answers to earlier ones. */
	private int attempt;
	private long notBefore;
	private final TreeSet<Integer> asked = new TreeSet<>();
	private final TreeSet<Integer> outstanding = new TreeSet<>();
	private final TreeSet<Integer> agreed = new TreeSet<>();
	private final TreeSet<Integer> silent = new TreeSet<>();
	private Snapshot longest;

	Takeover(Clms clms) {
		this.clms = clms;
	}

	boolean running() {
		return running;
	}

	int promisedTo() {
		return promised;
	}

	/** Called with every tick of the monitor. */
	void check() {
		if (promised != 0 && clms.monitor.silence(promised) > clms.monitor.limit)
			withdraw();
		if (running)
			checkRunning();
		else if (clms.role == Clms.Role.MEMBER && promised == 0 && clms.isInitNode(clms.self()))
			checkMaster();
	}

	private void checkMaster() {
		long late = clms.monitor.silence(clms.view.master) - clms.monitor.limit;
		if (late > candidates().indexOf(clms.self()) * clms.monitor.spacing() / 4 && clms.context.now() >= notBefore)
			begin(false);
	}

	private void checkRunning() {
		if (!handedOver && clms.monitor.silence(clms.view.master) <= clms.context.config.imalivePeriod()) {
			giveUp();
			return;
		}
		for (Integer node : new TreeSet<>(outstanding))
			if (clms.monitor.silence(node) > clms.monitor.limit) {
				silent.add(node);
				answered(node);
			}
	}

	/** The init nodes that may follow the present master: the lowest UP one first. */
	private List<Integer> candidates() {
		List<Integer> up = new ArrayList<>();
		List<Integer> others = new ArrayList<>();
		for (Integer node : clms.context.config.initNodes())
			if (node != clms.view.master && clms.view.active(node))
				(clms.view.state(node) == NodeState.UP ? up : others).add(node);
		up.addAll(others);
		return up;
	}

	private void begin(boolean handover) {
		running = true;
		handedOver = handover;
		attempt++;
		longest = null;
		agreed.clear();
		silent.clear();
		asked.clear();
		asked.addAll(clms.view.activeNodes());
		asked.remove(clms.self());
		if (!handover)
			asked.remove(clms.view.master);
		outstanding.clear();
		outstanding.addAll(asked);
		int mine = attempt;
		for (Integer node : new TreeSet<>(asked)) {
			clms.monitor.forgive(node);
			WireWriter out = new WireWriter().u16(clms.view.master).i64(clms.view.transid).u8(handover ? 1 : 0);
			clms.call(node, Clms.PREPARE, out, reply -> prepareEnded(node, mine, reply));
		}
		completeIfAll();
	}

	private void prepareEnded(int node, int itsAttempt, IcsReply reply) {
		if (!running || itsAttempt != attempt || silent.contains(node))
			return;
		if (reply.status() == IcsStatus.OK && reply.result() != Answer.DONE) {
			giveUp();
			return;
		}
		if (reply.status() == IcsStatus.OK)
			agreed.add(node);
		keepLongest(reply.data());
		answered(node);
	}

	private void keepLongest(IcsData data) {
		if (data.outOfLine().isEmpty())
			return;
		try {
			Snapshot snapshot = Snapshot.decode(data.outOfLine().get(0));
			if (longest == null || snapshot.transid() > longest.transid())
				longest = snapshot;
		} catch (MalformedException e) {
			clms.context.log("warning", "malformed answer to a take-over: " + e.getMessage());
		}
	}

	private void answered(int node) {
		outstanding.remove(node);
		completeIfAll();
	}

	private void completeIfAll() {
		if (!running || !outstanding.isEmpty())
			return;
		TreeSet<Integer> reached = new TreeSet<>(agreed);
		reached.add(clms.self());
		reached.retainAll(clms.context.config.initNodes());
		if (clms.quorum.holds(clms.context.config.initNodes(), reached))
			complete();
		else
			giveUp();
	}

	private void complete() {
		running = false;
		if (!handedOver)
			silent.add(clms.view.master);
		if (longest != null)
			clms.member.applyAll(longest);
		clms.master.takeOver(silent);
	}

	private void giveUp() {
		stop();
		notBefore = clms.context.now() + clms.monitor.spacing() / 2;
		for (Integer node : asked)
			if (clms.view.active(node))
				clms.call(node, Clms.RELEASE, new WireWriter(), Takeover::ignore);
	}

	private static void ignore(IcsReply reply) {
		// A node that is not released by this goes back by itself when it hears nothing.
	}

	private void stop() {
		running = false;
		attempt++;
	}

	/** This node follows a master again. */
	void ended() {
		stop();
		promised = 0;
	}

	/** A candidate asks for agreement. */
	void prepare(IcsRequest request) throws MalformedException {
		WireReader in = new WireReader(request.data().inline());
		int master = in.u16();
		long known = in.i64();
		boolean handover = in.u8() != 0;
		int candidate = request.from();
		if (clms.role == Clms.Role.JOINING) {
			request.reply(Answer.DONE, IcsData.EMPTY);
			return;
		}
		if (!agrees(candidate, master, known, handover)) {
			request.reply(Answer.REFUSED, IcsData.EMPTY);
			tellIfDown(candidate, request.fromIncarnation());
			return;
		}
		if (running)
			giveUp();
		promised = candidate;
		clms.monitor.forgive(candidate);
		request.reply(Answer.DONE, new IcsData(new byte[0], List.of(Snapshot.of(clms.view, known).encode())));
	}

	private void tellIfDown(int candidate, int incarnation) {
		if (!clms.view.active(candidate) && incarnation <= clms.view.incarnation(candidate))
			clms.sendDowned(candidate, incarnation, "declared down");
	}

	private boolean agrees(int candidate, int master, long known, boolean handover) {
		if (clms.role == Clms.Role.MASTER)
			return handover && promised == candidate;
		// A candidate that knows more may have joined by a transition that never came here.
		if (!clms.view.active(candidate) && known <= clms.view.transid || handover && clms.view.master != master)
			return false;
		if (running && clms.self() < candidate || promised != 0 && promised < candidate)
			return false;
		// Its own master counts, even if the candidate has not yet heard of that one.
		return handover || clms.monitor.silence(clms.view.master) >= clms.context.config.imalivePeriod();
	}

	/** A candidate gave up. */
	void release(IcsRequest request) {
		request.reply(Answer.DONE, IcsData.EMPTY);
		if (promised == request.from())
			withdraw();
	}

	private void withdraw() {
		promised = 0;
		if (clms.role == Clms.Role.MASTER)
			clms.master.resume();
		else
			clms.member.resume();
	}

	/** This master leaves: the next init node shall be master. */
	void handOver() {
		List<Integer> staying = candidates();
		staying.removeIf(node -> clms.view.state(node) == NodeState.SHUTDOWN || clms.view.state(node) == NodeState.GOINGDOWN);
		if (staying.isEmpty()) {
			clms.master.endSide("the last init node left the cluster");
			return;
		}
		int successor = firstHeard(staying);
		if (successor == 0) {
			clms.context.after(clms.monitor.spacing(), () -> clms.master.proceed(clms.self()));
			return;
		}
		promised = successor;
		clms.call(successor, Clms.HAND_OVER, new WireWriter(), reply -> {
			if (promised == successor && reply.status() == IcsStatus.OK && reply.result() != Answer.DONE)
				clms.context.after(clms.monitor.spacing(), () -> {
					if (promised == successor && clms.role == Clms.Role.MASTER)
						withdraw();
				});
		});
	}

	private int firstHeard(List<Integer> nodes) {
		for (Integer node : nodes)
			if (clms.monitor.silence(node) <= clms.context.config.imalivePeriod())
				return node;
		return 0;
	}

	/** The master asks this node to follow it. */
	void handOver(IcsRequest request) {
		boolean can = clms.role == Clms.Role.MEMBER && clms.view.master == request.from() && !running && promised == 0;
		request.reply(can ? Answer.DONE : Answer.WAIT, IcsData.EMPTY);
		if (can)
			begin(true);
	}
}
