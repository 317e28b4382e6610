package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Message;
import org.ssiworkbench.trace.query.Messages;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ssi trace messages}: each message from send to receive. */
@Command(name = "messages", mixinStandardHelpOptions = true, description = "Lists the messages between nodes.")
final class TraceMessagesCommand implements Callable<Integer> {
	private static final List<String> HEAD = List.of("SENT s", "FROM", "TO", "CHANNEL", "FORM", "SERVICE", "OPERATION", "BYTES",
			"LATENCY us", "STATE", "ID");
	private static final double MICROSECOND = 1e3;

	@Mixin
	private TraceOptions trace;

	@Option(names = "--node", paramLabel = "N", description = "Only messages to or from this node.")
	private Integer node;

	@Option(names = "--service", paramLabel = "NAME", description = "Only messages of this service.")
	private String service;

	@Option(names = "--form", paramLabel = "FORM", description = "Only messages of this form: rpc, reply, message or imalive.")
	private String form;

	@Option(names = "--filter", paramLabel = "FILTER", description = "Only messages whose send satisfies this, such as 'service = clms and size > 1KiB'.")
	private String filter;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException {
		try (TraceIndex index = trace.index(spec)) {
			new Output(spec).list(new Messages(index).matching(TraceOptions.filter(filterText(), index)), trace.json(), HEAD,
					TraceMessagesCommand::row);
		}
		return 0;
	}

	private String filterText() {
		List<String> conditions = new ArrayList<>();
		if (node != null)
			conditions.add("(from = " + node + " or to = " + node + ")");
		if (service != null)
			conditions.add("service = " + quoted(service));
		if (form != null)
			conditions.add("form = " + quoted(form));
		if (filter != null && !filter.isBlank())
			conditions.add(conditions.isEmpty() ? filter : '(' + filter + ')');
		return String.join(" and ", conditions);
	}

	private static String quoted(String text) {
		return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

	private static List<String> row(Message message) {
		return List.of(time(message.sent()), Integer.toString(message.from()), Integer.toString(message.to()),
				Long.toString(message.channel()), message.form(), message.service(), message.operation(),
				Long.toString(message.inline() + message.ool()), latency(message), message.state().name(),
				"0x" + Long.toHexString(message.id()));
	}

	private static String time(long time) {
		return time == Message.UNKNOWN ? "-" : TraceOptions.seconds(time);
	}

	private static String latency(Message message) {
		return message.latency() == Message.UNKNOWN ? "-" : String.format(Locale.ROOT, "%.1f", message.latency() / MICROSECOND);
	}
}
