package org.ssiworkbench.node.clms;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.node.control.StatusText;
import org.ssiworkbench.node.ics.Ics;
import org.ssiworkbench.node.ics.IcsChannel;
import org.ssiworkbench.node.ics.IcsClient;
import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.ics.IcsService;
import org.ssiworkbench.node.internal.Datagram;
import org.ssiworkbench.node.internal.Datagrams;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.NodeContext;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;
import org.ssiworkbench.trace.EventKind;

/**
 * The Cluster Membership Service of one node: what it knows of the cluster, and the registration of what takes part. The
 * protocol is in {@code docs/membership.md}; its parts are the package's other classes.
 */
public final class Clms {
	/** Most subsystems that can be registered. */
	public static final int MAX_SUBSYSTEMS = 15;

	static final int JOIN = 0;
	static final int SNAPSHOT = 1;
	static final int UPDATE = 2;
	static final int LEAVE = 3;
	static final int PREPARE = 4;
	static final int RELEASE = 5;
	static final int HAND_OVER = 6;
	/** Bound to the highest priority channel, so that nesting never moves it to another one: its order matters. */
	static final IcsService SERVICE = new IcsService(1, "clms", IcsChannel.PRIORITY_4,
			List.of("join", "snapshot", "update", "leave", "prepare", "release", "handover"), true);

	/** What this node is in its cluster. */
	enum Role {
		JOINING, MEMBER, MASTER
	}

	final NodeContext context;
	final Ics ics;
	final Datagrams datagrams;
	final View view;
	final SubsystemRunner subsystems;
	final Monitor monitor;
	final Discovery discovery;
	final Master master;
	final Member member;
	final Takeover takeover;
	final Loads loads;
	final Quorum quorum;
	Fencing fencing = Fencing.NONE;
	UserLevel userLevel = UserLevel.NONE;
	Role role = Role.JOINING;
	private final List<Runnable> listeners = new ArrayList<>();

	/** Made by the node. */
	public Clms(NodeContext context, Ics ics, Datagrams datagrams) {
		this.context = context;
		this.ics = ics;
		this.datagrams = datagrams;
		view = new View(context.config.nodes());
		quorum = context.config.quorum() ? Quorum.MAJORITY : Quorum.NONE;
		subsystems = new SubsystemRunner(context);
		loads = new Loads(this);
		monitor = new Monitor(this);
		discovery = new Discovery(this);
		master = new Master(this);
		member = new Member(this);
		takeover = new Takeover(this);
		ics.register(SERVICE, this::request);
	}

	/** Registers a subsystem; before the node starts, in the same order on every node. */
	public void register(Subsystem subsystem) {
		subsystems.register(subsystem);
	}

	/** Sets what user level does; before the node starts. */
	public void setUserLevel(UserLevel userLevel) {
		this.userLevel = userLevel;
	}

	/** Sets how nodes that were declared down are fenced; before the node starts. */
	public void setFencing(Fencing fencing) {
		this.fencing = fencing;
	}

	/** Runs {@code listener} after every change of the view. */
	public void onChange(Runnable listener) {
		listeners.add(listener);
	}

	/** The state of a node in this node's view; NEVERUP for numbers that are not configured. */
	public NodeState state(int node) {
		return view.state(node);
	}

	/** Whether a node is available: only a node that is UP is. */
	public boolean available(int node) {
		return view.state(node) == NodeState.UP;
	}

	/** The nodes that are UP, ascending. */
	public SortedSet<Integer> membership() {
		TreeSet<Integer> up = new TreeSet<>();
		for (var entry : view.states.entrySet())
			if (entry.getValue() == NodeState.UP)
				up.add(entry.getKey());
		return up;
	}

	/** Id of the last known transition; 0 before the first. */
	public long transid() {
		return view.transid;
	}

	/** The master this node follows, 0 if none. */
	public int masterNode() {
		return view.master;
	}

	/** The detailed history: every transition, oldest first. */
	public List<Transition> history() {
		return List.copyOf(view.history);
	}

	/** The transitions after an id, oldest first. */
	public List<Transition> historySince(long transid) {
		return view.since(transid);
	}

	/** The simple history: the transitions to or from UP, oldest first. */
	public List<Transition> simpleHistory() {
		List<Transition> simple = new ArrayList<>();
		for (Transition transition : view.history)
			if (transition.from() == NodeState.UP || transition.to() == NodeState.UP)
				simple.add(transition);
		return simple;
	}

	/** The next simple transition after an id, or null. */
	public Transition nextSimple(long transid) {
		for (Transition transition : simpleHistory())
			if (transition.transid() > transid)
				return transition;
		return null;
	}

	/** Sets what the others are told as this node's load; before the node starts. By default the host's. */
	public void setAnnouncedLoad(LongSupplier load) {
		loads.announce(load);
	}

	/** Load of a node as last told, hundredths of a runnable process; -1 when never told. */
	public long load(int node) {
		return loads.of(node);
	}

	/** The view for the control line. */
	public StatusText status() {
		return new StatusText(context.number(), view.master, view.transid, context.host.load(), new TreeMap<>(view.states));
	}

	/** From the node: it has booted. */
	public void start() {
		loads.start();
		monitor.start();
		discovery.start();
	}

	/** From the node: leave gracefully. */
	public void shutdown() {
		if (role == Role.JOINING)
			context.halt("shut down before it had joined");
		else
			member.leave();
	}

	/** From ICS: a frame of a peer. */
	public void heard(int peer, int incarnation) {
		monitor.heard(peer, incarnation);
	}

	/** From the node: a membership datagram. */
	public void datagram(int peer, Datagram datagram) throws MalformedException {
		WireReader in = new WireReader(datagram.body());
		switch (datagram.type()) {
		case IMALIVE -> monitor.imalive(peer, datagram.from(), in);
		case FIND -> discovery.find(peer, datagram.from(), in);
		case MASTER -> masterClaim(peer, datagram.from(), in);
		case DOWNED -> downed(peer, datagram.from(), in);
		case OPEN -> ics.openAsked(peer, datagram.from(), datagram.body());
		}
	}

	private void request(IcsRequest request) {
		try {
			switch (request.operation()) {
			case JOIN -> master.join(request);
			case SNAPSHOT -> member.snapshot(request);
			case UPDATE -> member.update(request);
			case LEAVE -> master.leave(request);
			case PREPARE -> takeover.prepare(request);
			case RELEASE -> takeover.release(request);
			default -> takeover.handOver(request);
			}
		} catch (MalformedException e) {
			context.log("warning", "malformed membership request from node " + request.from() + ": " + e.getMessage());
			request.reply(Answer.WAIT, IcsData.EMPTY);
		}
	}

	void call(int node, int operation, WireWriter inline, IcsClient client) {
		ics.call(node, SERVICE, operation, new IcsData(inline.toBytes()), client);
	}

	int self() {
		return context.number();
	}

	boolean isInitNode(int node) {
		return context.config.initNodes().contains(node);
	}

	/** Makes a transition part of this node's view; {@code processed} runs when its subsystems have dealt with it. */
	void apply(Transition transition, int incarnation, Runnable processed) {
		int node = transition.node();
		view.apply(transition, incarnation);
		context.trace(EventKind.CLMS_TRANSITION, transition.transid(), (long) node, transition.from().name(),
				transition.to().name(), transition.cause());
		traceView();
		if (transition.to() == NodeState.COMINGUP)
			comingUp(node, incarnation, processed);
		else if (transition.to() == NodeState.KCLEANUP)
			wentDown(node, transition.cause(), processed);
		else
			context.defer(processed);
	}

	/** Traces what this node learnt by joining: the newest transition, which is its own COMINGUP, and the view. */
	void traceJoined() {
		Transition last = view.history.get(view.history.size() - 1);
		context.trace(EventKind.CLMS_TRANSITION, last.transid(), (long) last.node(), last.from().name(), last.to().name(),
				last.cause());
		traceView();
	}

	void traceView() {
		context.trace(EventKind.CLMS_VIEW, view.transid, (long) view.master, view.members());
		for (Runnable listener : listeners)
			context.defer(listener);
	}

	private void comingUp(int node, int incarnation, Runnable processed) {
		if (node != self()) {
			ics.nodeUp(node, incarnation);
			monitor.forgive(node);
		}
		subsystems.nodeUp(node, processed);
	}

	private void wentDown(int node, String cause, Runnable processed) {
		if (node == self()) {
			context.halt("declared down: " + cause);
			return;
		}
		ics.nodeDown(node);
		loads.forget(node);
		subsystems.nodeDown(node, processed);
	}

	/** Tells a node which master this node follows; with 0, that there is none to join yet. */
	void sendMaster(int peer, int incarnation, int masterNode, boolean wait) {
		datagrams.send(peer, Datagram.Type.MASTER, incarnation, new WireWriter().u16(masterNode).u8(wait ? 1 : 0).toBytes());
	}

	/** Tells an incarnation of a node that it is no member (any more) and has to end. */
	void sendDowned(int peer, int incarnation, String reason) {
		datagrams.send(peer, Datagram.Type.DOWNED, incarnation, new WireWriter().u16(view.master).text(reason).toBytes());
	}

	private void masterClaim(int peer, int incarnation, WireReader in) throws MalformedException {
		int claimed = in.u16();
		boolean wait = in.u8() != 0;
		if (role == Role.JOINING)
			discovery.masterFound(peer, claimed, wait);
		else if (role == Role.MASTER && claimed == peer)
			rival(peer, incarnation);
		else if (role == Role.MASTER && claimed != self() && view.active(claimed))
			context.halt("superseded: node " + peer + " follows node " + claimed + " as master");
	}

	/** Another node acts as master. */
	void rival(int other, int incarnation) {
		if (view.active(other, incarnation))
			context.halt("superseded: node " + other + " has taken over as master");
		else if (self() < other)
			sendDowned(other, incarnation, "two masters, node " + self() + " goes on");
		else
			// It may have been stopped and be unaware that this cluster declared it down: let it judge first.
			sendMaster(other, incarnation, self(), false);
	}

	private void downed(int peer, int incarnation, WireReader in) throws MalformedException {
		int theirMaster = in.u16();
		String reason = in.text();
		if (role == Role.JOINING || peer == view.master || peer == takeover.promisedTo())
			context.halt(reason + " (told by node " + peer + ")");
		else if (role == Role.MASTER)
			rivalSaysDown(peer, incarnation, reason);
		else if (theirMaster < view.master || monitor.silence(view.master) > context.config.imalivePeriod())
			context.halt(reason + " (told by node " + peer + ")");
	}

	private void rivalSaysDown(int peer, int incarnation, String reason) {
		if (view.active(peer, incarnation))
			context.halt(reason + " (told by node " + peer + ")");
		else if (peer < self())
			master.endSide("two masters, node " + peer + " goes on");
		else
			sendDowned(peer, incarnation, "two masters, node " + self() + " goes on");
	}
}
