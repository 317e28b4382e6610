package org.ssiworkbench.debug.gdb;

/** A line that gdb says in its machine interface. Immutable. */
public sealed interface MiRecord {

	/**
	 * The answer to a command.
	 *
	 * @param token the command's number; -1 when it had none
	 * @param kind {@code done}, {@code running}, {@code connected}, {@code error} or {@code exit}
	 * @param values what it says, a tuple
	 */
	record Result(long token, String kind, MiValue values) implements MiRecord {
	}

	/**
	 * Something happened.
	 *
	 * @param kind such as {@code stopped}, {@code running}, {@code thread-group-exited}
	 * @param values what it says, a tuple
	 */
	record Event(String kind, MiValue values) implements MiRecord {
	}

	/**
	 * Text for people.
	 *
	 * @param source {@code ~} the answer to a command of the console, {@code @} the program's output, {@code &} gdb's own complaints
	 */
	record Output(char source, String text) implements MiRecord {
	}

	/** gdb waits for a command. */
	record Prompt() implements MiRecord {
	}

	/** A line that is none of the interface: the program's output, or gdb's before it is ready. */
	record Other(String line) implements MiRecord {
	}
}
