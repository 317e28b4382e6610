package org.ssiworkbench.controller.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.ssiworkbench.controller.ControllerOptions;
import org.ssiworkbench.controller.protocol.ControllerClient;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterInfo;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterStatus;
import org.ssiworkbench.controller.protocol.ControllerService.TransitionInfo;

/**
 * Tells in lines of text what happens to a cluster. UML nodes report by packets, each at its own time; so with them all waits a
 * moment, and the transitions that came meanwhile are told first, in their order. Calls may come from any thread.
 */
public final class Narrator implements ControllerClient, AutoCloseable {
	private static final double SECOND = 1e9;
	/** Twice the time after which a node's packet is handed over, in ms. */
	private static final long PATIENCE = 200;

	private final Consumer<String> lines;
	private final String name;
	private final boolean packets;
	private final ScheduledExecutorService later = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("narrator").factory());
	private final List<TransitionInfo> transitions = new ArrayList<>();
	private final List<String> messages = new ArrayList<>();
	private String phase = "";

	/** Tells of this cluster; {@code lines} is called by one thread at a time. */
	public Narrator(Consumer<String> lines, ClusterInfo cluster) {
		this.lines = lines;
		name = cluster.name();
		packets = cluster.host().equals(ControllerOptions.UML);
	}

	@Override
	public synchronized void transition(TransitionInfo transition) {
		transitions.add(transition);
		tellSoon();
	}

	private void tellSoon() {
		if (packets)
			later.schedule(this::tell, PATIENCE, TimeUnit.MILLISECONDS);
		else
			tell();
	}

	private synchronized void tell() {
		transitions.sort(Comparator.comparingLong(TransitionInfo::transid));
		transitions.forEach(transition -> lines.accept(line(transition)));
		transitions.clear();
		messages.forEach(lines);
		messages.clear();
	}

	private static String line(TransitionInfo transition) {
		return String.format(Locale.ROOT, "%9.3f s  #%-4d node %d: %s -> %s (%s)", transition.time() / SECOND, transition.transid(),
				transition.node(), transition.from(), transition.to(), transition.cause());
	}

	@Override
	public synchronized void changed(ClusterStatus status) {
		if (!status.phase().equals(phase) && status.phase().equals("running"))
			message("cluster " + name + " is up: " + status.nodes().stream().filter(node -> node.state().equals("UP")).count()
					+ " nodes UP, master is node " + status.master() + "; try 'ssi status " + name + "', end with Ctrl-C");
		phase = status.phase();
	}

	@Override
	public synchronized void message(Message message) {
		message((message.level().equals("info") ? "" : message.level() + ": ") + message.text());
	}

	private void message(String line) {
		messages.add(line);
		tellSoon();
	}

	/** Tells what still waits. Nothing may be reported any more. */
	@Override
	public void close() {
		later.shutdownNow();
		tell();
	}
}
