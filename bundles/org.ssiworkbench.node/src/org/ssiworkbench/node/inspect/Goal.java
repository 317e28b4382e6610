package org.ssiworkbench.node.inspect;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a node that goes on is to stop again. */
public sealed interface Goal {
	/** Whether the node is there, when a handler is done. */
	boolean reached(HandledLog log);

	/** A line of text. */
	String encode();

	/** Nowhere. */
	record None() implements Goal {
		@Override
		public boolean reached(HandledLog log) {
			return false;
		}

		@Override
		public String encode() {
			return "none";
		}
	}

	/** After the next thing that it handles. */
	record Next() implements Goal {
		@Override
		public boolean reached(HandledLog log) {
			return true;
		}

		@Override
		public String encode() {
			return "next";
		}
	}

	/** After the arrival of one of these messages. */
	record Arrival(List<Long> messages) implements Goal {
		@Override
		public boolean reached(HandledLog log) {
			return messages.contains(log.cause());
		}

		@Override
		public String encode() {
			return "arrival " + messages.stream().map(String::valueOf).collect(Collectors.joining(" "));
		}
	}

	/** After the end of an RPC of its own. */
	record End(long request) implements Goal {
		@Override
		public boolean reached(HandledLog log) {
			return log.ended(request);
		}

		@Override
		public String encode() {
			return "end " + request;
		}
	}

	/** Reads what {@link #encode} wrote. */
	static Goal decode(String text) throws IOException {
		String[] words = text.split(" ");
		try {
			List<Long> numbers = Stream.of(words).skip(1).map(Long::valueOf).toList();
			return switch (words[0]) {
			case "none" -> new None();
			case "next" -> new Next();
			case "arrival" -> new Arrival(numbers);
			case "end" -> new End(numbers.get(0));
			default -> throw new IOException("there is no goal '" + text + "'");
			};
		} catch (NumberFormatException | IndexOutOfBoundsException e) {
			throw new IOException("there is no goal '" + text + "'", e);
		}
	}
}
