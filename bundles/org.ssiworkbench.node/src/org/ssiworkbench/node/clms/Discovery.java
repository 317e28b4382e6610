package org.ssiworkbench.node.clms;

import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.node.ics.IcsReply;
import org.ssiworkbench.node.ics.IcsStatus;
import org.ssiworkbench.node.internal.Datagram;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/**
 * How a booting node finds the master and joins, or how init nodes that find none agree on one. An init node defers to the
 * lowest init node it hears; it forms the cluster itself once every init node that it hears defers to it.
 */
final class Discovery {
	private static final long FIRST_RETRY = 5_000_000;
	private static final long LAST_RETRY = 100_000_000;
	private static final long LONGEST_SEARCH = 500_000_000;

	/** What another init node last said while it searched. */
	private record Heard(long time, int incarnation, int defersTo) {
	}

	private final Clms clms;
	/** How long an init node that was not heard is waited for. */
	private final long search;
	private final TreeMap<Integer, Heard> searching = new TreeMap<>();
	/** Other nodes that asked while there was no master. */
	private final TreeMap<Integer, Integer> asked = new TreeMap<>();
	private long started;
	private long retry = FIRST_RETRY;
	private long clusterSeen = Long.MIN_VALUE;
	private int joining;
	private long joiningSince;

	Discovery(Clms clms) {
		this.clms = clms;
		search = Math.min(clms.monitor.spacing(), LONGEST_SEARCH);
	}

	void start() {
		started = clms.context.now();
		if (clms.context.config.initNodes().size() == 1 && clms.isInitNode(clms.self()))
			form();
		else
			search();
	}

	private void search() {
		if (clms.role != Clms.Role.JOINING)
			return;
		for (Integer node : clms.context.config.initNodes())
			sendFind(node, true);
		clms.context.after(retry, this::search);
		retry = Math.min(2 * retry, LAST_RETRY);
		formIfAgreed();
	}

	private void sendFind(int node, boolean answer) {
		if (node == clms.self())
			return;
		byte[] body = new WireWriter().u16(defersTo()).u8(answer ? 1 : 0).toBytes();
		clms.datagrams.send(node, Datagram.Type.FIND, 0, body);
	}

	/** The lowest searching init node, own one included; 0 on a node that is none. */
	private int defersTo() {
		if (!clms.isInitNode(clms.self()))
			return 0;
		for (var entry : searching.entrySet())
			if (entry.getKey() < clms.self() && fresh(entry.getValue()))
				return entry.getKey();
		return clms.self();
	}

	private boolean fresh(Heard heard) {
		return clms.context.now() - heard.time() < search;
	}

	/** A node searches. */
	void find(int peer, int incarnation, WireReader in) throws MalformedException {
		int defersTo = in.u16();
		boolean answer = in.u8() != 0;
		if (clms.role != Clms.Role.JOINING)
			answer(peer, incarnation);
		else if (clms.isInitNode(peer))
			heardSearching(peer, new Heard(clms.context.now(), incarnation, defersTo), answer);
		else
			asked.put(peer, incarnation);
	}

	private void heardSearching(int peer, Heard heard, boolean answer) {
		int before = defersTo();
		searching.put(peer, heard);
		asked.put(peer, heard.incarnation());
		if (!clms.isInitNode(clms.self()))
			return;
		if (answer || defersTo() != before)
			sendFind(peer, defersTo() != before);
		formIfAgreed();
	}

	private void answer(int peer, int incarnation) {
		int known = clms.view.incarnation(peer);
		if (incarnation < known || incarnation == known && !clms.view.active(peer))
			clms.sendDowned(peer, incarnation, "declared down: incarnation " + incarnation + " is stale");
		else if (clms.role == Clms.Role.MASTER)
			welcome(peer, incarnation);
		else if (!clms.monitor.abandoned())
			clms.sendMaster(peer, incarnation, clms.view.master, clms.view.master == peer);
	}

	/** Tells a node to join here; one whose last life is not cleaned up yet has to wait. */
	private void welcome(int peer, int incarnation) {
		boolean wait = clms.view.active(peer) && clms.view.incarnation(peer) != incarnation;
		clms.sendMaster(peer, incarnation, clms.self(), wait);
		if (wait)
			return;
		if (!clms.view.active(peer)) {
			clms.ics.admit(peer, incarnation);
			clms.monitor.forgive(peer);
		}
		if (clms.self() < peer)
			clms.ics.openFor(peer, Clms.SERVICE);
	}

	/** Somebody named a master. */
	void masterFound(int peer, int masterNode, boolean wait) {
		clusterSeen = clms.context.now();
		if (wait || masterNode == 0 || masterNode == clms.self())
			return;
		if (masterNode != peer)
			sendFind(masterNode, true);
		else if (joining == 0)
			join(masterNode);
	}

	private void join(int masterNode) {
		joining = masterNode;
		joiningSince = clms.context.now();
		clms.ics.admit(masterNode, 0);
		clms.monitor.forgive(masterNode);
		clms.call(masterNode, Clms.JOIN, new WireWriter().i32(clms.context.config.incarnation()), this::joinEnded);
	}

	private void joinEnded(IcsReply reply) {
		if (clms.role != Clms.Role.JOINING)
			return;
		if (reply.status() == IcsStatus.OK && reply.result() == Answer.STALE)
			clms.context.halt("the master refused incarnation " + clms.context.config.incarnation() + " as stale");
		else if (reply.status() != IcsStatus.OK || reply.result() != Answer.DONE)
			joining = 0;
	}

	/** Gives up a join that leads to nothing. Called with every tick of the monitor. */
	void check() {
		if (joining != 0 && clms.context.now() - joiningSince > clms.monitor.limit) {
			int given = joining;
			joining = 0;
			clms.ics.nodeDown(given);
		}
	}

	private void formIfAgreed() {
		if (clms.role == Clms.Role.JOINING && joining == 0 && clms.isInitNode(clms.self()) && agreed())
			form();
	}

	private boolean agreed() {
		long now = clms.context.now();
		if (clusterSeen != Long.MIN_VALUE && now - clusterSeen < search)
			return false;
		SortedSet<Integer> reached = new TreeSet<>();
		for (Integer node : clms.context.config.initNodes()) {
			Heard heard = searching.get(node);
			boolean defers = heard != null && fresh(heard) && heard.defersTo() == clms.self();
			if (node == clms.self() || defers)
				reached.add(node);
			else if (heard != null && fresh(heard) || now - started < search)
				return false;
		}
		return clms.quorum.holds(clms.context.config.initNodes(), reached);
	}

	private void form() {
		clms.master.form();
		for (var entry : asked.entrySet())
			answer(entry.getKey(), entry.getValue());
		asked.clear();
	}
}
