package org.ssiworkbench.node.linux.commands;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.ssiworkbench.node.load.LoadLeveling;
import org.ssiworkbench.node.vproc.Outcome;

/** Who moves processes by himself: {@code loadlevel}. */
final class LevelVerbs {
	private static final String USAGE = "loadlevel [-a on|off | -n NODE on|off | -i PROGRAM]";

	private final ClusterView cluster;
	private final LoadLeveling leveling;

	LevelVerbs(ClusterView cluster, LoadLeveling leveling) {
		this.cluster = cluster;
		this.leveling = leveling;
	}

	void addTo(Requests requests) {
		requests.add("loadlevel", this::loadlevel);
	}

	private void loadlevel(Request request) throws CommandException {
		List<String> words = request.arguments();
		if (words.isEmpty()) {
			request.out(leveling.enabled() ? "on\n" : "off\n");
			request.done();
			return;
		}
		if (!request.privileged())
			throw CommandException.failed("only the superuser may change how load is leveled");
		if (words.size() == 2 && words.getFirst().equals("-a"))
			onAll(request, switching(words.get(1)));
		else if (words.size() == 3 && words.getFirst().equals("-n"))
			switching(words.get(2)).accept(cluster.number(words.get(1)), outcome -> finish(request, outcome));
		else if (words.size() == 2 && words.getFirst().equals("-i"))
			onAll(request, (node, answer) -> leveling.include(node, words.get(1), answer));
		else
			throw CommandException.usage(USAGE);
	}

	private BiConsumer<Integer, Consumer<Outcome>> switching(String word) throws CommandException {
		if (!word.equals("on") && !word.equals("off"))
			throw CommandException.usage(USAGE);
		return (node, answer) -> leveling.switchNode(node, word.equals("on"), answer);
	}

	private void onAll(Request request, BiConsumer<Integer, Consumer<Outcome>> action) {
		onNext(request, action, new ArrayDeque<>(cluster.clms().membership()));
	}

	/** A node that goes down meanwhile needs nothing any more. */
	private void onNext(Request request, BiConsumer<Integer, Consumer<Outcome>> action, ArrayDeque<Integer> nodes) {
		Integer node = nodes.poll();
		if (node == null)
			request.done();
		else
			action.accept(node, outcome -> onNext(request, action, nodes));
	}

	private static void finish(Request request, Outcome outcome) {
		if (outcome.done())
			request.done();
		else
			request.fail(1, outcome.reason());
	}
}
