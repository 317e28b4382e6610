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
	private static final int SECONDS = 10;
	/** Reading the symbols of a kernel, which may be 200 MB. */
	private static final int LOAD_SECONDS = 60;
	private static final int MOST_FRAMES = 100;
	private static final List<String> SETTINGS = List.of("mi-async on", "pagination off", "confirm off", "width 0",
			"debuginfod enabled off", "print elements 200", "auto-load no");
	private static final Executor LATER = CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS);

	private final RunningKernel kernel;
	private final Listener listener;
	private final TextRepair text;
	private final CompletableFuture<KernelStop> first = new CompletableFuture<>();
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

	/** A command of gdb's command line; its output goes to the listener. */
	public void console(String command) throws IOException {
		ask("-interpreter-exec console " + MiParser.quote(command));
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

	/** The frames of the kernel that stands, innermost first, {@value #MOST_FRAMES} at most, with their arguments as {@code args}. */
	public List<KernelFrameInfo> frames() throws IOException {
		String range = " 0 " + (MOST_FRAMES - 1);
		List<MiValue> frames = ask("-stack-list-frames" + range).list("stack");
		List<MiValue> arguments = ask("-stack-list-arguments --simple-values" + range).list("stack-args");
		return Stream.iterate(0, i -> i < frames.size(), i -> i + 1)
				.map(i -> KernelFrameInfo.of(frames.get(i), i < arguments.size() ? arguments.get(i) : MiValue.NONE)).toList();
	}

	/** The arguments and local variables of a frame. */
	public List<KernelVariableInfo> variables(int frame) throws IOException {
		return ask("-stack-list-variables --thread 1 --frame " + frame + " --simple-values").stream("variables")
				.map(KernelVariableInfo::of).toList();
	}

	/** The value of an expression at a frame. */
	public KernelVariableInfo expression(int frame, String expression) throws IOException {
		MiValue made = create(frame, expression);
		ask("-var-delete " + made.text("name"));
		return KernelVariableInfo.expression(expression, made);
	}

	/** The parts of what an expression names at a frame: members, elements, or what it points to. */
	public List<KernelVariableInfo> parts(int frame, String expression) throws IOException {
		String name = create(frame, expression).text("name");
		try {
			return ask("-var-list-children --all-values " + name + " 0 " + KernelVariableInfo.MOST_PARTS).stream("children")
					.map(part -> KernelVariableInfo.part(part, expressionOf(part))).toList();
		} finally {
			ask("-var-delete " + name);
		}
	}

	private MiValue create(int frame, String expression) throws IOException {
		return ask("-var-create --thread 1 --frame " + frame + " - * " + MiParser.quote(expression));
	}

	private String expressionOf(MiValue part) {
		try {
			return ask("-var-info-path-expression " + part.text("name")).text("path_expr");
		} catch (IOException e) {
			return ""; // a part without a name of its own, such as of a bit field: it has no parts either
		}
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
			default -> {
				// of threads, libraries and breakpoints we know from our own commands
			}
			}
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
			if (!first.complete(stop) && !detached)
				listener.stopped(stop);
		}

		private void kernelEnded(String how) {
			end = "The kernel has ended: " + how + ".";
			client.close();
		}

		@Override
		public void output(String said) {
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
