package org.ssiworkbench.node.linux.commands;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.LongSupplier;

import org.ssiworkbench.node.keepalive.Keepalive;
import org.ssiworkbench.node.keepalive.Keepalive.SlotAnswer;
import org.ssiworkbench.node.keepalive.Keepalive.Which;
import org.ssiworkbench.node.keepalive.Registered;

/** Processes that are started again when they die: {@code spawndaemon}. */
final class DaemonVerbs {
	private static final String USAGE = "spawndaemon -r FILE | -R FILE PID | -d PROGRAM|-p PID|-g GROUP|-s SLOT [-k] | -Q [-k]"
			+ " | -L [-v human|machine]";
	private static final Map<String, Which> CHOICES = Map.of("-d", Which.PROGRAM, "-p", Which.PID, "-g", Which.GROUP, "-s",
			Which.SLOT);

	private final ClusterView cluster;
	private final Keepalive keepalive;
	private final LongSupplier clock;

	/** {@code clock} tells ns of the cluster's clock. */
	DaemonVerbs(ClusterView cluster, Keepalive keepalive, LongSupplier clock) {
		this.cluster = cluster;
		this.keepalive = keepalive;
		this.clock = clock;
	}

	void addTo(Requests requests) {
		requests.add("spawndaemon", this::spawndaemon);
	}

	private void spawndaemon(Request request) throws CommandException {
		List<String> words = new ArrayList<>(request.arguments());
		boolean kill = words.remove("-k");
		String option = words.isEmpty() ? "" : words.getFirst();
		if (option.equals("-L") && !kill)
			list(request, words.subList(1, words.size()));
		else if (!request.privileged())
			throw CommandException.failed("only the superuser may change what keepalive monitors");
		else if (option.equals("-r") && words.size() == 2 && !kill)
			keepalive.register(DaemonFile.read(cluster, file(request, words.get(1)), words.get(1)), slot(request));
		else if (option.equals("-R") && words.size() == 3 && !kill)
			keepalive.adopt(DaemonFile.read(cluster, file(request, words.get(1)), words.get(1)), ProcessVerbs.pid(words.get(2)), slot(request));
		else if (option.equals("-Q") && words.size() == 1)
			remove(request, Which.ALL, "", kill);
		else if (CHOICES.containsKey(option) && words.size() == 2)
			remove(request, CHOICES.get(option), words.get(1), kill);
		else
			throw CommandException.usage(USAGE);
	}

	/** As the command sees it that asks. */
	private static Path file(Request request, String name) {
		Path process = Path.of("/proc", Integer.toString(request.pid()));
		Path path = Path.of(name);
		return path.isAbsolute() ? process.resolve("root").resolve(path.getRoot().relativize(path))
				: process.resolve("cwd").resolve(path);
	}

	private static SlotAnswer slot(Request request) {
		return (slot, reason) -> {
			if (slot == 0) {
				request.fail(1, reason);
				return;
			}
			request.out(slot + "\n");
			request.done();
		};
	}

	private void remove(Request request, Which which, String value, boolean kill) {
		keepalive.deregister(which, value, kill, outcome -> {
			if (outcome.done())
				request.done();
			else
				request.fail(1, outcome.reason());
		});
	}

	private void list(Request request, List<String> form) throws CommandException {
		boolean machine = form.equals(List.of("-v", "machine"));
		if (!machine && !form.isEmpty() && !form.equals(List.of("-v", "human")))
			throw CommandException.usage(USAGE);
		keepalive.list(registered -> {
			StringJoiner lines = new StringJoiner("\n", "", "\n").setEmptyValue("");
			if (!machine)
				lines.add(Registered.humanHead());
			registered.forEach(one -> lines.add(machine ? one.machine() : one.human(clock.getAsLong())));
			request.out(lines.toString());
			request.done();
		});
	}
}
