package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

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

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException {
		List<Message> messages = Messages.of(trace.open()).stream().filter(this::wanted).toList();
		Output out = new Output(spec);
		if (trace.json())
			out.json(messages);
		else
			out.table(HEAD, messages.stream().map(TraceMessagesCommand::row).toList());
		return 0;
	}

	private boolean wanted(Message message) {
		return (node == null || message.from() == node || message.to() == node)
				&& (service == null || service.equals(message.service())) && (form == null || form.equals(message.form()));
	}

	private static List<String> row(Message message) {
		return List.of(time(message.sent()), Integer.toString(message.from()), Integer.toString(message.to()),
				Long.toString(message.channel()), message.form(), message.service(), message.operation(),
				Long.toString(message.inline() + message.ool()), latency(message), message.state().name(),
				Long.toHexString(message.id()));
	}

	private static String time(long time) {
		return time == Message.UNKNOWN ? "-" : TraceOptions.seconds(time);
	}

	private static String latency(Message message) {
		return message.latency() == Message.UNKNOWN ? "-" : String.format(Locale.ROOT, "%.1f", message.latency() / MICROSECOND);
	}
}
