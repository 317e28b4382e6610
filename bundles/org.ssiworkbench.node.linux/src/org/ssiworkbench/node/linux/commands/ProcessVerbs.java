package org.ssiworkbench.node.linux.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.ssiworkbench.node.vproc.ProcessInfo;
import org.ssiworkbench.node.vproc.Vproc;
import org.ssiworkbench.node.vproc.Vproc.Placed;

/** Processes anywhere in the cluster: {@code where_pid}, {@code migrate}, {@code ssi-ps}, and {@code signal} for kill(2). */
final class ProcessVerbs {
	private static final int EPERM = 1;
	private static final long SECOND = 1_000_000_000;
	private static final int MINUTE = 60;
	private static final int KILOBYTE = 1024;

	private final ClusterView cluster;
	private final Vproc vproc;

	ProcessVerbs(ClusterView cluster, Vproc vproc) {
		this.cluster = cluster;
		this.vproc = vproc;
	}

	void addTo(Requests requests) {
		requests.add("where_pid", this::where);
		requests.add("migrate", this::migrate);
		requests.add("ssi-ps", this::list);
		requests.add("signal", this::signal);
	}

	static int pid(String word) throws CommandException {
		try {
			return Integer.parseInt(word);
		} catch (NumberFormatException e) {
			throw CommandException.failed(word + " is no process id");
		}
	}

	private void where(Request request) throws CommandException {
		if (request.arguments().isEmpty())
			throw CommandException.usage("where_pid PID...");
		List<Integer> pids = new ArrayList<>();
		for (String word : request.arguments())
			pids.add(pid(word));
		where(request, pids, 0);
	}

	/** One after the other, so that the answers come in the order of the questions. */
	private void where(Request request, List<Integer> pids, int next) {
		if (next == pids.size()) {
			request.done();
			return;
		}
		vproc.locate(pids.get(next), node -> {
			if (node == 0) {
				request.fail(1, "there is no process " + pids.get(next));
				return;
			}
			request.out(node + "\n");
			where(request, pids, next + 1);
		});
	}

	private void migrate(Request request) throws CommandException {
		List<String> words = request.arguments();
		if (words.size() != 2)
			throw CommandException.usage("migrate NODE PID");
		int node = cluster.number(words.getFirst());
		int pid = pid(words.get(1));
		ifOwn(request, request.privileged() ? 0 : request.uid(), pid, () -> vproc.migrate(pid, node, "operator", outcome -> {
			if (outcome.done())
				request.done();
			else
				request.fail(1, outcome.reason());
		}));
	}

	/** For the node itself: {@code signal PID SIGNAL SENDER UID}; exits with an error number of Linux. */
	private void signal(Request request) throws CommandException {
		List<String> words = request.arguments();
		if (words.size() != 4 || !request.privileged())
			throw CommandException.failed("only the node itself asks for this; use kill");
		int pid = pid(words.getFirst());
		int number = pid(words.get(1));
		int sender = pid(words.get(2));
		ifOwn(request, pid(words.get(3)), pid, () -> vproc.signal(pid, number, sender, request::end));
	}

	/** Does something if the user may: with the superuser's processes and those of others only the superuser may. */
	private void ifOwn(Request request, int uid, int pid, Runnable action) {
		if (uid == 0) {
			action.run();
			return;
		}
		vproc.list(processes -> {
			if (processes.stream().map(Placed::process).anyMatch(process -> isMeant(process, pid) && process.uid() != uid))
				request.fail(EPERM, "this process is another user's");
			else
				action.run();
		});
	}

	private static boolean isMeant(ProcessInfo process, int pid) {
		return pid < 0 ? process.group() == -pid : process.pid() == pid;
	}

	private void list(Request request) throws CommandException {
		List<String> words = new ArrayList<>(request.arguments());
		boolean machine = words.remove("--machine");
		int node = 0;
		if (words.size() == 2 && words.getFirst().equals("--node"))
			node = cluster.number(words.get(1));
		else if (!words.isEmpty())
			throw CommandException.usage("ssi-ps [--node NODE] [--machine]");
		int only = node;
		Consumer<List<Placed>> answer = processes -> {
			List<Placed> wanted = processes.stream().filter(one -> only == 0 || one.place() == only).toList();
			request.out(machine ? machine(wanted) : people(wanted));
			request.done();
		};
		vproc.list(answer);
	}

	private static String people(List<Placed> processes) {
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("PID", "NODE", "ORIGIN", "PPID", "UID", "S", "TTY", "TIME", "RSS", "COMMAND"));
		for (Placed placed : processes) {
			ProcessInfo p = placed.process();
			rows.add(List.of(Integer.toString(p.pid()), Integer.toString(placed.place()), Integer.toString(p.origin()),
					Integer.toString(p.parent()), Integer.toString(p.uid()), p.state() + (p.pinned() ? "p" : ""), p.terminal(),
					time(p.cpu()), p.memory() / KILOBYTE + "K", p.arguments().isEmpty() ? "[" + p.command() + "]" : p.arguments()));
		}
		return new Table(rows).aligned();
	}

	private static String time(long ns) {
		long seconds = ns / SECOND;
		return String.format("%d:%02d", seconds / MINUTE, seconds % MINUTE);
	}

	private static String machine(List<Placed> processes) {
		List<List<String>> rows = new ArrayList<>();
		for (Placed placed : processes) {
			ProcessInfo p = placed.process();
			List<String> row = new ArrayList<>();
			for (long number : new long[] { p.pid(), placed.place(), p.origin(), p.parent(), p.group(), p.session(), p.uid() })
				row.add(Long.toString(number));
			row.add(Character.toString(p.state()));
			for (long number : new long[] { p.pinned() ? 1 : 0, p.times().user(), p.times().system(), p.times().start(), p.memory(),
					p.virtual() })
				row.add(Long.toString(number));
			row.addAll(List.of(p.terminal(), clean(p.command()), clean(p.arguments())));
			rows.add(row);
		}
		return new Table(rows).tabbed();
	}

	/** Tabs and line breaks are the table's own. */
	private static String clean(String text) {
		return text.replace('\t', ' ').replace('\n', ' ');
	}
}
