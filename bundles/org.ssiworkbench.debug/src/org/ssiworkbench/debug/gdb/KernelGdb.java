package org.ssiworkbench.debug.gdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.ssiworkbench.controller.kernel.RunningKernel;
import org.ssiworkbench.debug.gdb.MiRecord.Event;

/**
 * gdb on a UML kernel. Thread-safe. What asks gdb waits for its answer, {@value #SECONDS} seconds at most, and must not be
 * called by the listener, which is told on gdb's own thread.
 */
public final class KernelGdb implements AutoCloseable {
	private static final int SECONDS = 20;
	/** Reading the symbols of a kernel, which may be 200 MB. */
	private static final int LOAD_SECONDS = 60;
	/** What a user types may ask for much. */
	private static final int CONSOLE_SECONDS = 600;
	private static final String CURRENT_TASK = "-data-evaluate-expression \"((struct task_struct *) cpu_tasks[0].task)->";
	private static final List<String> SETTINGS = List.of("mi-async on", "pagination off", "confirm off", "width 0",
			"debuginfod enabled off", "print elements 200", "print null-stop on", "auto-load no");
	private static final Executor LATER = CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS);

	private final RunningKernel kernel;
	private final Listener listener;
	private final TextRepair text;
	private final CompletableFuture<KernelStop> first = new CompletableFuture<>();
	private final StandingKernel standing = new StandingKernel(this);
	private final Events events = new Events();
	private final MiClient client;
	private volatile boolean running;
	private volatile boolean stepping;
	private volatile boolean detached;
	/** Counts the stops; written on gdb's thread. */
	private volatile int stops;

	/** What happens to the kernel. */
	public interface Listener {
		/** It stands, and can be asked. */
		void stopped(KernelStop stop);

		/** It runs. */
		void running();

		/** What gdb says to people. */
		void output(String said);

		/** There is no more to be debugged; {@code reason} is a sentence. Told once, last. */
		void ended(String reason);
	}

	private KernelGdb(RunningKernel kernel, Listener listener) throws IOException {
		this.kernel = kernel;
		this.listener = listener;
		text = new TextRepair(kernel.pid());
		client = MiClient.start(events);
	}

	/**
	 * Starts gdb for a kernel and has it read the symbols, which takes longest; {@link #attach} is next.
	 *
	 * @param symbols the file with the kernel's symbols
	 * @throws IOException with what is in the way
	 */
	public static KernelGdb open(RunningKernel kernel, Path symbols, Listener listener) throws IOException {
		KernelGdb gdb = new KernelGdb(kernel, listener);
		try {
			for (String setting : SETTINGS)
				gdb.ask("-gdb-set " + setting);
			gdb.console(RunningKernel.SIGNALS);
			await(gdb.client.send("-file-exec-and-symbols " + MiParser.quote(symbols.toString())), LOAD_SECONDS);
			return gdb;
		} catch (IOException e) {
			gdb.close();
			throw new IOException("gdb cannot be used with " + symbols + ": " + e.getMessage(), e);
		}
	}

	/** Attaches to the kernel, which then stands. The listener is told of stops only from then on. When this fails, gdb has ended. */
	public void attach() throws IOException {
		try {
			ask("-target-attach " + kernel.pid());
			await(first, SECONDS);
		} catch (IOException e) {
			close();
			throw new IOException("gdb cannot be attached to process " + kernel.pid() + ": " + e.getMessage(), e);
		}
	}

	/** The kernel. */
	public RunningKernel kernel() {
		return kernel;
	}

	/** gdb's process. */
	public ProcessHandle process() {
		return client.process();
	}

	/** Asks gdb for something. */
	MiValue ask(String command) throws IOException {
		return await(client.send(command), SECONDS);
	}

	private static <T> T await(CompletableFuture<T> answer, int seconds) throws IOException {
		try {
			return answer.get(seconds, TimeUnit.SECONDS);
		} catch (TimeoutException e) {
			throw new GdbException("gdb did not answer within " + seconds + " seconds");
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new GdbException("interrupted while waiting for gdb");
		} catch (ExecutionException e) {
			throw new GdbException(e.getCause().getMessage());
		}
	}

	/** A command of gdb's command line; its output goes to the listener. Waits for ten minutes at most. */
	public void console(String command) throws IOException {
		await(client.send("-interpreter-exec console " + MiParser.quote(command)), CONSOLE_SECONDS);
	}

	/** Lets the kernel run. When gdb cannot put a breakpoint in its place, the kernel stands on, which is an error. */
	public void resume() throws IOException {
		go("-exec-continue", false);
	}

	/** Runs to the next line of this function, or by one instruction where no lines are known. */
	public void stepOver() throws IOException {
		go(hasLines() ? "-exec-next" : "-exec-next-instruction", true);
	}

	/** Runs to the next line, also into functions, or by one instruction where no lines are known. */
	public void stepInto() throws IOException {
		go(hasLines() ? "-exec-step" : "-exec-step-instruction", true);
	}

	/** Runs to the end of the function of a frame. */
	public void stepReturn(int frame) throws IOException {
		go("-exec-finish --thread 1 --frame " + frame, true);
	}

	private boolean hasLines() throws IOException {
		return ask("-stack-info-frame").get("frame").number("line", 0) > 0;
	}

	/** gdb says that it runs even when it then finds that it cannot. */
	private void go(String command, boolean isStep) throws IOException {
		stepping = isStep;
		try {
			ask(command);
		} catch (IOException e) {
			if (running && client.process().isAlive()) {
				running = false;
				listener.stopped(new KernelStop(KernelStop.Reason.REQUEST, List.of(), "because gdb could not let it run"));
			}
			throw e;
		}
	}

	/** Stops the kernel; {@link Listener#stopped} tells when it stands. */
	public void interrupt() throws IOException {
		ask("-exec-interrupt");
	}

	/** What can be asked of the kernel while it stands. */
	public StandingKernel standing() {
		return standing;
	}

	/**
	 * Sets a breakpoint.
	 *
	 * @param where gdb's words for the place, such as {@code --function vfs_read}
	 * @return gdb's number of it
	 * @throws GdbException gdb's sentence when the kernel has no such place
	 */
	public int insert(String where) throws IOException {
		MiValue breakpoint = ask("-break-insert " + where).get("bkpt");
		int number = breakpoint.number("number", 0);
		Stream<String> places = breakpoint.list("locations").isEmpty() ? Stream.of(breakpoint.text("addr"))
				: breakpoint.stream("locations").map(place -> place.text("addr"));
		for (String place : places.filter(address -> address.startsWith("0x")).toList()) {
			MiValue memory;
			try {
				memory = ask("-data-read-memory-bytes " + place + " 1");
			} catch (IOException e) {
				ask("-break-delete " + number);
				throw new GdbException("there is no memory at " + place);
			}
			text.remember(place, memory.list("memory").get(0).text("contents"));
		}
		return number;
	}

	/** Takes a breakpoint away. */
	public void delete(int number) throws IOException {
		ask("-break-delete " + number);
	}

	/** Leaves the kernel, which runs on. */
	public void detach() throws IOException {
		detached = true;
		ask("-target-detach");
		close();
	}

	/** Ends gdb; the kernel runs on. */
	@Override
	public void close() {
		client.close();
	}

	/** gdb does not notice that a kernel that stands is killed, and what waits for the kernel's end would wait for gdb. */
	private void watch(int stop) {
		if (running || stop != stops || !client.process().isAlive())
			return;
		if (kernel.isAlive())
			LATER.execute(() -> watch(stop));
		else
			events.kernelEnded("killed while it stood");
	}

	/** What gdb says, on its own thread. */
	private final class Events implements MiClient.Listener {
		private volatile String end;

		@Override
		public void event(Event event) {
			switch (event.kind()) {
			case "running" -> {
				running = true;
				if (first.isDone() && !detached)
					listener.running();
			}
			case "stopped" -> stopped(event.values());
			case "thread-group-exited" -> LATER.execute(this::left);
			default -> {
				// of threads, libraries and breakpoints we know from our own commands
			}
			}
		}

		/** Somebody may have told gdb in its console to leave the kernel, or to kill it. */
		private void left() {
			if (detached || end != null)
				return;
			if (kernel.isAlive())
				detached = true;
			else
				end = "The kernel has ended: killed by gdb.";
			client.close();
		}

		private void stopped(MiValue values) {
			running = false;
			if (values.text("reason").startsWith("exited")) {
				kernelEnded(values.text("signal-name").isEmpty() ? "it was switched off" : "killed by " + values.text("signal-name"));
				return;
			}
			int number = ++stops;
			LATER.execute(() -> watch(number));
			KernelStop stop = KernelStop.of(values, stepping);
			if (first.isDone())
				current().thenAccept(process -> stopped(stop.in(process)));
			else
				first.complete(stop);
		}

		private void stopped(KernelStop stop) {
			if (!detached)
				listener.stopped(stop);
		}

		/** The process on whose behalf the kernel runs, for people; empty when the kernel has no debugging information. */
		private CompletableFuture<String> current() {
			return client.send(CURRENT_TASK + "pid\"").thenCombine(client.send(CURRENT_TASK + "comm\""),
					(pid, name) -> "process " + pid.text("value") + " " + name.text("value").replace("\"", ""))
					.exceptionally(fault -> "");
		}

		private void kernelEnded(String how) {
			end = "The kernel has ended: " + how + ".";
			client.close();
		}

		/** What gdb says of our preparations is nobody's business. */
		@Override
		public void output(String said) {
			if (first.isDone())
				listener.output(said);
		}

		@Override
		public void ended(int status) {
			first.completeExceptionally(new GdbException("gdb has ended"));
			if (end == null && !detached)
				end = "gdb has ended by itself (status " + status + "); " + text.repair();
			listener.ended(end == null ? "gdb was detached; the kernel runs on." : end);
		}
	}
}
