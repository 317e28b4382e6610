package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Membership;
import org.ssiworkbench.trace.query.MembershipChange;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ssi trace membership}: the membership's history with causes. */
@Command(name = "membership", mixinStandardHelpOptions = true, description = "Lists the membership transitions with their causes.")
final class TraceMembershipCommand implements Callable<Integer> {
	static final List<String> HEAD = List.of("TIME s", "TRANSID", "NODE", "FROM", "TO", "CAUSE", "SEEN BY");

	@Mixin
	private TraceOptions trace;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException {
		try (TraceIndex index = trace.index(spec)) {
			new Output(spec).list(Membership.of(index), trace.json(), HEAD, TraceMembershipCommand::row);
		}
		return 0;
	}

	static List<String> row(MembershipChange change) {
		return List.of(TraceOptions.seconds(change.time()), Long.toString(change.transid()), Integer.toString(change.node()),
				change.from(), change.to(), change.cause(),
				change.seenBy().stream().map(String::valueOf).collect(Collectors.joining(" ")));
	}
}
