package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.ssiworkbench.controller.StartException;

/** Turns what a command failed with into lines for the user; never a stack trace. */
final class Failures {
	private Failures() {
	}

	static List<String> lines(Throwable failure) {
		return switch (failure) {
		case CompletionException wrapped when wrapped.getCause() != null -> lines(wrapped.getCause());
		case ExecutionException wrapped when wrapped.getCause() != null -> lines(wrapped.getCause());
		case StartException start -> start.lines();
		case UsageException known -> List.of(known.getMessage());
		case CommandException known -> List.of(known.getMessage());
		case NoSuchFileException missing -> List.of(missing.getFile() + " does not exist; check the name");
		case AccessDeniedException denied -> List.of(denied.getFile() + " may not be accessed; check its permissions");
		case IOException io -> List.of(said(io));
		default -> List.of(other(failure));
		};
	}

	private static String other(Throwable failure) {
		if (isRefusal(failure)) // by name: most commands do not load the protocol's classes
			return said(failure);
		return "something went wrong that should not: " + failure + at(failure) + "; please report it";
	}

	private static boolean isRefusal(Throwable failure) {
		return failure.getClass().getName().equals("org.eclipse.lsp4j.jsonrpc.ResponseErrorException");
	}

	private static String at(Throwable failure) {
		return failure.getStackTrace().length == 0 ? "" : " at " + failure.getStackTrace()[0];
	}

	private static String said(Throwable failure) {
		String message = failure.getMessage();
		return message == null || message.isBlank() ? failure.toString() : message.replace('\n', ' ');
	}
}
