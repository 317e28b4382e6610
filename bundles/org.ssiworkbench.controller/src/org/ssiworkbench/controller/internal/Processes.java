package org.ssiworkbench.controller.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

import org.ssiworkbench.controller.internal.host.ClusterHost;
import org.ssiworkbench.controller.internal.host.NodeEndedException;
import org.ssiworkbench.controller.protocol.ControllerClient;
import org.ssiworkbench.controller.protocol.ControllerClient.ProcessTable;
import org.ssiworkbench.controller.protocol.ControllerService.KeptStatus;
import org.ssiworkbench.controller.protocol.ControllerService.ProcessStatus;
import org.ssiworkbench.node.control.ProcessReply;
import org.ssiworkbench.node.control.ProcessRequest.Kind;
import org.ssiworkbench.node.keepalive.Registered;
import org.ssiworkbench.node.keepalive.Spec;
import org.ssiworkbench.node.vproc.ProcessInfo;

/** The processes of the cluster, of which any node that is UP can tell. Confined to the cluster's loop. */
final class Processes {
	private static final long PERIOD = 1_000_000_000;

	private final ClusterHost host;
	private final IntSupplier informed;
	private final Set<ControllerClient> watchers = new LinkedHashSet<>();
	private boolean looking;

	/** {@code informed} gives the number of the node to ask, or refuses when there is none. */
	Processes(ClusterHost host, IntSupplier informed) {
		this.host = host;
		this.informed = informed;
	}

	CompletableFuture<List<ProcessStatus>> list() {
		return ask(Kind.LIST, 0, 0).thenApply(Processes::statuses);
	}

	CompletableFuture<List<KeptStatus>> kept() {
		return ask(Kind.KEPT, 0, 0).thenApply(Processes::keptStatuses);
	}

	CompletableFuture<Void> kill(int pid, int signal) {
		return ask(Kind.SIGNAL, pid, signal).thenAccept(Processes::refuse);
	}

	CompletableFuture<Void> migrate(int pid, int node) {
		return ask(Kind.MIGRATE, pid, node).thenAccept(Processes::refuse);
	}

	/** Notifies a client of the processes once a second from now on, or no more. */
	void watch(ControllerClient client, boolean on) {
		if (on)
			watchers.add(client);
		else
			watchers.remove(client);
		if (on && !looking)
			look();
	}

	private void look() {
		looking = !watchers.isEmpty();
		if (!looking)
			return;
		long began = host.loop().now();
		tryList().whenComplete((all, failure) -> {
			if (failure == null)
				watchers.forEach(client -> client.processTable(new ProcessTable(host.loop().now(), all)));
			host.loop().at(began + PERIOD, this::look);
		});
	}

	/** A cluster none of whose nodes is UP has no processes that could be told. */
	private CompletableFuture<List<ProcessStatus>> tryList() {
		try {
			return list();
		} catch (RefusedException | UnsupportedOperationException e) {
			return CompletableFuture.completedFuture(List.of());
		}
	}

	private CompletableFuture<List<ProcessReply>> ask(Kind kind, int pid, int number) {
		return host.ask(informed.getAsInt(), kind, pid, number).exceptionallyCompose(failure -> CompletableFuture.failedFuture(
				failure instanceof NodeEndedException ? new RefusedException(failure.getMessage() + "; try again") : failure));
	}

	private static void refuse(List<ProcessReply> answer) {
		String reason = answer.getFirst().reason();
		if (!reason.isEmpty())
			throw new CompletionException(new RefusedException(reason));
	}

	private static List<ProcessStatus> statuses(List<ProcessReply> parts) {
		return all(parts, ProcessReply::processes).map(placed -> status(placed.place(), placed.process())).toList();
	}

	private static List<KeptStatus> keptStatuses(List<ProcessReply> parts) {
		return all(parts, ProcessReply::kept).map(Processes::status).toList();
	}

	private interface Decoder<T> {
		List<T> decode(ProcessReply part) throws IOException;
	}

	private static <T> Stream<T> all(List<ProcessReply> parts, Decoder<T> decoder) {
		return parts.stream().flatMap(part -> {
			try {
				return decoder.decode(part).stream();
			} catch (IOException e) {
				throw new UncheckedIOException("a node's answer cannot be read", e);
			}
		});
	}

	private static KeptStatus status(Registered kept) {
		Spec spec = kept.spec();
		return new KeptStatus(kept.slot(), kept.state().word(), kept.pid(), kept.node(), kept.deaths(), spec.limits().errors(),
				kept.lastStart(), kept.firstDeath(), kept.lastDeath(), kept.nextStart(), spec.group(), spec.critical(), spec.pinned(),
				spec.uid(), spec.favored(), spec.backups(), spec.placement().word(), String.join(" ", spec.arguments()));
	}

	private static ProcessStatus status(int node, ProcessInfo process) {
		return new ProcessStatus(process.pid(), node, process.origin(), process.parent(), process.group(), process.session(),
				process.uid(), String.valueOf(process.state()), process.pinned(), process.times().user(), process.times().system(),
				process.times().start(), process.memory(), process.virtual(), process.command(), process.arguments(),
				process.terminal());
	}
}
