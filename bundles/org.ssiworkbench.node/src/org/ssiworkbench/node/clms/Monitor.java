package org.ssiworkbench.node.clms;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.node.internal.Datagram;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;
import org.ssiworkbench.trace.EventKind;

/**
 * The node monitor: sends imalive messages and finds out who has gone silent. The master monitors all, all monitor the
 * master.
 */
final class Monitor {
	/** With fewer beats a node could not be found down within 1.5 periods of its crash. */
	private static final int FEWEST_BEATS = 3;
	private static final int TICKS_PER_BEAT = 8;
	/** After so many limits without a master nobody was able to take over. */
	private static final int PATIENCE = 3;

	private final Clms clms;
	private final long period;
	private final long spacing;
	private final long tick;
	/**
	 * Silence after which a node is declared down. A node may crash just before its next beat, when it has been silent for
	 * one spacing already; so this is what makes it one period at least from its crash.
	 */
	final long limit;
	private final int beats;
	private final TreeMap<Integer, Long> heard = new TreeMap<>();
	private final TreeMap<Integer, Integer> missed = new TreeMap<>();
	private long due;
	private long ticks;

	Monitor(Clms clms) {
		this.clms = clms;
		period = clms.context.config.imalivePeriod();
		beats = Math.max(clms.context.config.imaliveCount(), FEWEST_BEATS);
		spacing = Math.max(period / beats, TICKS_PER_BEAT);
		tick = spacing / TICKS_PER_BEAT;
		limit = period + spacing + tick;
	}

	long spacing() {
		return spacing;
	}

	void start() {
		due = clms.context.now() + tick;
		clms.context.after(tick, this::tick);
	}

	/** Since when a node is silent, ns; 0 for the own node. */
	long silence(int node) {
		if (node == clms.self())
			return 0;
		Long last = heard.get(node);
		if (last == null) {
			forgive(node);
			return 0;
		}
		return clms.context.now() - last;
	}

	/** Gives a node a fresh period. */
	void forgive(int node) {
		heard.put(node, clms.context.now());
		missed.remove(node);
	}

	void heard(int node, int incarnation) {
		if (clms.view.incarnation(node) == incarnation || !clms.view.active(node))
			forgive(node);
	}

	void imalive(int peer, int incarnation, WireReader in) throws MalformedException {
		int follows = in.u16();
		in.i64();
		if (clms.role == Clms.Role.JOINING)
			return;
		heard(peer, incarnation);
		if (clms.role == Clms.Role.MASTER)
			imaliveAtMaster(peer, incarnation, follows, in);
		else if (!clms.view.active(peer))
			imaliveOfStranger(peer, incarnation);
		else if (peer == clms.view.master)
			clms.loads.read(in);
		else if (follows == peer || follows == clms.self())
			clms.sendMaster(peer, incarnation, clms.view.master, true);
	}

	private void imaliveAtMaster(int peer, int incarnation, int follows, WireReader in) throws MalformedException {
		if (follows == peer)
			clms.rival(peer, incarnation);
		else if (clms.view.active(peer, incarnation))
			clms.loads.read(in);
		else
			clms.sendDowned(peer, incarnation, "declared down");
	}

	/** Its join may not have come here because the master died; if it is to be the new master it must be able to talk to us. */
	private void imaliveOfStranger(int peer, int incarnation) {
		if (incarnation <= clms.view.incarnation(peer))
			clms.sendDowned(peer, incarnation, "declared down");
		else if (silence(clms.view.master) >= period)
			clms.ics.admit(peer, incarnation);
	}

	private void tick() {
		long now = clms.context.now();
		if (now - due > period / 2)
			wasStopped(now - due);
		due = Math.max(due + tick, now + 1);
		clms.context.after(due - now, this::tick);
		if (clms.role == Clms.Role.JOINING) {
			clms.discovery.check();
			return;
		}
		if (++ticks % TICKS_PER_BEAT == 0)
			sendBeats();
		if (ticks % (TICKS_PER_BEAT * beats) == 0 && clms.role == Clms.Role.MASTER)
			probe();
		check();
	}

	/** The clock went on while this node did not: silence of the others in that time says nothing about them. */
	private void wasStopped(long time) {
		clms.context.log("warning", "this node was stopped for " + time / 1_000_000 + " ms: all nodes get a fresh period");
		for (Integer node : new TreeSet<>(heard.keySet()))
			forgive(node);
	}

	private void sendBeats() {
		WireWriter beat = new WireWriter().u16(clms.view.master).i64(clms.view.transid);
		clms.loads.write(beat, clms.role == Clms.Role.MASTER);
		byte[] body = beat.toBytes();
		// To any incarnation: one that has booted anew will say that this node is not in its cluster.
		for (Integer node : beatTargets())
			if (node != clms.self())
				clms.datagrams.send(node, Datagram.Type.IMALIVE, 0, body);
	}

	private SortedSet<Integer> beatTargets() {
		if (clms.role == Clms.Role.MASTER || clms.takeover.running())
			return clms.view.activeNodes();
		TreeSet<Integer> targets = new TreeSet<>();
		targets.add(clms.view.master);
		if (clms.takeover.promisedTo() != 0)
			targets.add(clms.takeover.promisedTo());
		// A node that has lost its master asks around: a new master will either know it or tell it to end.
		if (silence(clms.view.master) > limit)
			targets.addAll(clms.context.config.initNodes());
		return targets;
	}

	/** Looks for other masters, and tells nodes that were declared down but may be alive. */
	private void probe() {
		for (Integer node : clms.context.config.nodes()) {
			if (node == clms.self() || clms.view.active(node))
				continue;
			if (clms.isInitNode(node))
				clms.sendMaster(node, 0, clms.self(), false);
			if (clms.view.incarnation(node) != 0)
				clms.sendDowned(node, clms.view.incarnation(node), "declared down");
		}
	}

	/** Whether this member has been without a master for so long that it no longer stands for a cluster. */
	boolean abandoned() {
		return clms.role == Clms.Role.MEMBER && silence(clms.view.master) > PATIENCE * limit;
	}

	private void check() {
		clms.takeover.check();
		if (abandoned() && clms.context.config.quorum())
			clms.context.halt("quorum lost: no node could take over as master");
		if (clms.role == Clms.Role.MASTER)
			clms.master.check();
		for (Integer node : monitored())
			traceMissed(node);
		for (Integer node : silentStrangers())
			forget(node);
	}

	private List<Integer> silentStrangers() {
		List<Integer> found = new ArrayList<>();
		for (Integer node : heard.keySet())
			if (!clms.view.active(node) && silence(node) > limit)
				found.add(node);
		return found;
	}

	/** A node that asked to join and went away. */
	private void forget(int node) {
		heard.remove(node);
		clms.ics.nodeDown(node);
	}

	private SortedSet<Integer> monitored() {
		TreeSet<Integer> nodes = new TreeSet<>();
		if (clms.role == Clms.Role.MASTER)
			nodes.addAll(clms.view.activeNodes());
		else
			nodes.add(clms.view.master);
		nodes.remove(clms.self());
		return nodes;
	}

	private void traceMissed(int node) {
		// Half a spacing of grace: a beat is missed when it is that late.
		int now = (int) ((silence(node) - spacing / 2) / spacing);
		int before = missed.getOrDefault(node, 0);
		if (now > before && now <= beats + 1) {
			missed.put(node, now);
			clms.context.trace(EventKind.IMALIVE_MISSED, (long) node, (long) now, (long) beats + 1);
		}
	}
}
