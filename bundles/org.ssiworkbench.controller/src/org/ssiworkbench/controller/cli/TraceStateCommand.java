package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.state.ClusterState;
import org.ssiworkbench.trace.state.StateHistory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ssi trace state}: the whole cluster at an instant. */
@Command(name = "state", mixinStandardHelpOptions = true, description = "Prints what the cluster was like at an instant.")
final class TraceStateCommand implements Callable<Integer> {
	private static final List<String> NODES = List.of("NODE", "STATE", "BY MASTER", "MASTER", "TRANSID", "BOOT", "ALIVE", "LOAD", "VIEW");
	private static final List<String> PROCESSES = List.of("PID", "PLACE", "PARENT", "COMMAND", "PHASE", "TARGET");
	private static final List<String> THROTTLED = List.of("THROTTLED FROM", "TO", "CHANNEL", "QUEUED");
	private static final List<String> FLYING = List.of("IN FLIGHT SINCE s", "FROM", "TO", "FORM", "SERVICE", "OPERATION", "ID");

	@Mixin
	private TraceOptions trace;

	@Option(names = "--at", paramLabel = "TIME", converter = TimeConverter.class, description = "When, on the cluster's clock, such as 12.5s; otherwise the trace's end.")
	private Long at;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException {
		try (TraceIndex index = trace.index(spec)) {
			ClusterState state = StateHistory.of(index).at(at == null ? index.end() : at);
			if (trace.json())
				new Output(spec).json(state);
			else
				print(new Output(spec), state);
		}
		return 0;
	}

	private static void print(Output out, ClusterState state) {
		out.line("at " + TraceOptions.seconds(state.time()) + " s, master " + (state.master() == 0 ? "unknown" : state.master()));
		out.table(NODES, state.nodes().entrySet().stream().map(node -> node(state, node)).toList());
		section(out, PROCESSES, state.processes().values().stream().map(TraceStateCommand::process).toList());
		section(out, THROTTLED, state.channels().stream().filter(ClusterState.ChannelState::throttled)
				.map(channel -> List.of(Integer.toString(channel.from()), Integer.toString(channel.to()),
						Integer.toString(channel.channel()), Long.toString(channel.queued())))
				.toList());
		section(out, FLYING, state.inFlight().stream().map(TraceStateCommand::flying).toList());
	}

	private static void section(Output out, List<String> head, List<List<String>> rows) {
		if (rows.isEmpty())
			return;
		out.line("");
		out.table(head, rows);
	}

	private static List<String> node(ClusterState state, Map.Entry<Integer, ClusterState.NodeState> entry) {
		ClusterState.NodeState node = entry.getValue();
		String view = node.view().entrySet().stream().map(member -> member.getKey() + "=" + member.getValue()).collect(Collectors.joining(" "));
		return List.of(entry.getKey().toString(), orDash(node.state()), orDash(state.members().getOrDefault(entry.getKey(), "")),
				Integer.toString(node.master()), Long.toString(node.transid()), Integer.toString(node.boot()), node.alive() ? "yes" : "no",
				node.load() < 0 ? "-" : String.format(Locale.ROOT, "%.2f", node.load() / 100.0), orDash(view));
	}

	private static List<String> process(ClusterState.ProcessState process) {
		return List.of(Long.toString(process.pid()), Integer.toString(process.place()), Long.toString(process.parent()),
				orDash(process.command()), process.phase(), process.target() == 0 ? "-" : Integer.toString(process.target()));
	}

	private static List<String> flying(ClusterState.FlyingMessage message) {
		return List.of(TraceOptions.seconds(message.sent()), Integer.toString(message.from()), Integer.toString(message.to()),
				message.form(), message.service(), message.operation(), "0x" + Long.toHexString(message.id()));
	}

	private static String orDash(String text) {
		return text.isEmpty() ? "-" : text;
	}
}
