package org.ssiworkbench.debug.gdb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.ssiworkbench.debug.gdb.MiRecord.Event;
import org.ssiworkbench.debug.gdb.MiRecord.Other;
import org.ssiworkbench.debug.gdb.MiRecord.Output;
import org.ssiworkbench.debug.gdb.MiRecord.Result;

/**
 * A gdb process, spoken to in its machine interface. Commands may be sent from any thread at any time; gdb does them in their
 * order. The future of a command completes with what gdb answered, or exceptionally with a {@link GdbException}: gdb's own
 * sentence, or that gdb has ended. Futures complete and events are told on one thread, which must not wait for gdb.
 */
public final class MiClient implements AutoCloseable {
	/** A line longer than this ends the session: nothing that we ask for is so long. */
	private static final int LONGEST = 16 << 20;
	private static final int END_MS = 2000;

	private final Process process;
	private final Writer commands;
	private final Listener listener;
	private final Map<Long, CompletableFuture<MiValue>> pending = new ConcurrentHashMap<>();
	private long tokens;
	private boolean over;

	/** What gdb says by itself. */
	public interface Listener {
		/** Something happened. */
		void event(Event event);

		/** Text for people. */
		void output(String text);

		/** gdb has ended: {@code status} is its exit status, 128 + signal when killed. */
		void ended(int status);
	}

	private MiClient(Process process, Listener listener) {
		this.process = process;
		this.listener = listener;
		commands = process.outputWriter(StandardCharsets.UTF_8);
	}

	/**
	 * Starts gdb.
	 *
	 * @throws IOException with a remedy when there is no gdb
	 */
	public static MiClient start(Listener listener) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(List.of("gdb", "-q", "-nx", "--interpreter=mi3")).redirectErrorStream(true);
		builder.environment().put("LC_ALL", "C.UTF-8");
		builder.environment().remove("DEBUGINFOD_URLS");
		return start(builder, listener);
	}

	static MiClient start(ProcessBuilder builder, Listener listener) throws IOException {
		MiClient client;
		try {
			client = new MiClient(builder.start(), listener);
		} catch (IOException e) {
			throw new IOException("there is no gdb on this machine; install it: apt install gdb", e);
		}
		Thread reader = new Thread(client::read, "gdb " + client.process.pid());
		reader.setDaemon(true);
		reader.start();
		return client;
	}

	/** gdb's process. */
	public ProcessHandle process() {
		return process.toHandle();
	}

	/** Sends a command such as {@code -stack-list-frames}; a line break in it would be another command and is refused. */
	public CompletableFuture<MiValue> send(String command) {
		CompletableFuture<MiValue> answer = new CompletableFuture<>();
		if (command.indexOf('\n') >= 0 || command.indexOf('\r') >= 0)
			answer.completeExceptionally(new GdbException("a command for gdb has one line, not: " + command));
		else
			send(command, answer);
		return answer;
	}

	private synchronized void send(String command, CompletableFuture<MiValue> answer) {
		if (over) {
			answer.completeExceptionally(gone());
			return;
		}
		long token = ++tokens;
		pending.put(token, answer);
		try {
			commands.write(token + command + "\n");
			commands.flush();
		} catch (IOException e) {
			pending.remove(token);
			answer.completeExceptionally(gone());
		}
	}

	private static GdbException gone() {
		return new GdbException("gdb has ended");
	}

	private void read() {
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
			for (String line = line(lines); line != null; line = line(lines))
				handle(MiParser.parse(line));
		} catch (IOException e) {
			listener.output("gdb cannot be understood any more: " + e.getMessage() + "\n");
			process.destroyForcibly();
		}
		end();
	}

	private static String line(BufferedReader reader) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = reader.read(); next != '\n'; next = reader.read()) {
			if (next < 0)
				return null;
			if (line.length() == LONGEST)
				throw new IOException("it said a line of more than " + LONGEST + " characters");
			line.append((char) next);
		}
		return line.toString();
	}

	private void handle(MiRecord record) {
		switch (record) {
		case Result result -> answer(result);
		case Event event -> listener.event(event);
		case Output output -> listener.output(output.text());
		case Other other -> listener.output(other.line() + "\n");
		case MiRecord.Prompt prompt -> {
			// we do not wait for it: gdb queues what we send
		}
		}
	}

	private void answer(Result result) {
		CompletableFuture<MiValue> answer = pending.remove(result.token());
		if (answer == null)
			return;
		if (result.kind().equals("error"))
			answer.completeExceptionally(new GdbException(result.values().text("msg")));
		else
			answer.complete(result.values());
	}

	private void end() {
		synchronized (this) {
			over = true;
		}
		pending.values().forEach(answer -> answer.completeExceptionally(gone()));
		pending.clear();
		listener.ended(process.onExit().join().exitValue());
	}

	/** Ends gdb, by force when it does not listen. What it was attached to goes on. */
	@Override
	public void close() {
		send("-gdb-exit");
		process.onExit().completeOnTimeout(process, END_MS, TimeUnit.MILLISECONDS).thenAccept(Process::destroyForcibly);
	}
}
