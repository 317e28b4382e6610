package org.ssiworkbench.node.clms;

import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.node.ics.IcsReply;
import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.ics.IcsStatus;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/** The client side of membership: takes transitions from the master. */
final class Member {
	private final Clms clms;
	/** Transitions of the old master that came while a new one is about to take over. */
	private final List<IcsRequest> held = new ArrayList<>();
	private boolean leaving;

	Member(Clms clms) {
		this.clms = clms;
	}

	/** The master's whole view: at the end of a join, after a take-over, or when transitions were missed. */
	void snapshot(IcsRequest request) throws MalformedException {
		if (request.data().outOfLine().size() != 1)
			throw new MalformedException("a snapshot without a view");
		Snapshot snapshot = Snapshot.decode(request.data().outOfLine().get(0));
		if (clms.role == Clms.Role.JOINING)
			join(request, snapshot);
		else if (follows(request.from()))
			follow(request, snapshot);
		else
			request.reply(Answer.OTHER_MASTER, master());
	}

	/** Whether this node takes its membership from that one: its master, or who is to be it, or who is there instead of it. */
	private boolean follows(int node) {
		if (clms.takeover.promisedTo() != 0)
			return node == clms.takeover.promisedTo();
		return node == clms.view.master || clms.role == Clms.Role.MEMBER && clms.view.active(node)
				&& clms.monitor.silence(clms.view.master) > clms.context.config.imalivePeriod();
	}

	private void join(IcsRequest request, Snapshot snapshot) {
		Integer incarnation = snapshot.incarnations().get(clms.self());
		NodeState state = snapshot.states().get(clms.self());
		if (state == null || !LegalTransitions.active(state) || incarnation == null
				|| incarnation != clms.context.config.incarnation() || snapshot.history().isEmpty()) {
			request.reply(Answer.STALE, IcsData.EMPTY);
			return;
		}
		View view = clms.view;
		view.states.putAll(snapshot.states());
		view.incarnations.putAll(snapshot.incarnations());
		view.history.clear();
		view.history.addAll(snapshot.history());
		view.transid = snapshot.transid();
		view.master = request.from();
		clms.role = Clms.Role.MEMBER;
		clms.monitor.forgive(request.from());
		clms.traceJoined();
		for (Integer node : view.activeNodes()) {
			if (node != clms.self())
				clms.ics.nodeUp(node, view.incarnation(node));
			clms.subsystems.nodeUp(node, Member::nothing);
		}
		clms.subsystems.afterAll(() -> request.reply(Answer.DONE, IcsData.EMPTY));
	}

	private static void nothing() {
		// Only the end of all of them is waited for.
	}

	private void follow(IcsRequest request, Snapshot snapshot) {
		if (!snapshot.continues(clms.view.transid)) {
			clms.context.halt("the new master does not know transition " + clms.view.transid);
			return;
		}
		boolean changed = clms.view.master != request.from();
		clms.view.master = request.from();
		clms.role = Clms.Role.MEMBER;
		clms.takeover.ended();
		clms.monitor.forgive(request.from());
		if (changed)
			clms.traceView();
		applyAll(snapshot);
		for (IcsRequest update : held)
			update.reply(Answer.OTHER_MASTER, master());
		held.clear();
		clms.subsystems.afterAll(() -> request.reply(Answer.DONE, IcsData.EMPTY));
		if (changed && leaving)
			callLeave();
	}

	/** Applies what this node does not know yet. */
	void applyAll(Snapshot snapshot) {
		for (Transition transition : snapshot.history())
			if (transition.transid() > clms.view.transid)
				clms.apply(transition, snapshot.incarnations().getOrDefault(transition.node(), 0), Member::nothing);
	}

	/** One transition. */
	void update(IcsRequest request) throws MalformedException {
		if (clms.role == Clms.Role.MEMBER && request.from() == clms.view.master && clms.takeover.promisedTo() != 0) {
			held.add(request);
			return;
		}
		if (clms.role != Clms.Role.MEMBER || request.from() != clms.view.master) {
			request.reply(Answer.OTHER_MASTER, master());
			return;
		}
		WireReader in = new WireReader(request.data().inline());
		long previous = in.i64();
		int incarnation = in.i32();
		Transition transition = Snapshot.readTransition(in);
		if (transition.transid() <= clms.view.transid)
			request.reply(Answer.DONE, IcsData.EMPTY);
		else if (previous != clms.view.transid)
			request.reply(Answer.RESYNC, IcsData.EMPTY);
		else
			clms.apply(transition, incarnation, () -> request.reply(Answer.DONE, IcsData.EMPTY));
	}

	/** The take-over did not happen: back to the old master's transitions. */
	void resume() {
		List<IcsRequest> waiting = new ArrayList<>(held);
		held.clear();
		for (IcsRequest request : waiting)
			try {
				update(request);
			} catch (MalformedException e) {
				clms.context.log("warning", "malformed transition from node " + request.from() + ": " + e.getMessage());
			}
	}

	void leave() {
		leaving = true;
		callLeave();
	}

	boolean leaving() {
		return leaving;
	}

	private void callLeave() {
		if (clms.role == Clms.Role.MASTER)
			clms.master.beginLeave(clms.self());
		else
			clms.call(clms.view.master, Clms.LEAVE, new WireWriter(), this::leaveEnded);
	}

	private void leaveEnded(IcsReply reply) {
		// After EREMOTE the new master's snapshot asks again.
		if (reply.status() == IcsStatus.OK && reply.result() != Answer.DONE)
			clms.context.after(clms.monitor.spacing(), this::callLeave);
	}

	private IcsData master() {
		return new IcsData(new WireWriter().u16(clms.view.master).toBytes());
	}
}
