package org.ssiworkbench.debug.gdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.core.model.IThread;
import org.ssiworkbench.controller.kernel.RunningKernel;
import org.ssiworkbench.debug.model.OpaqueTarget;

/**
 * A UML kernel under gdb. It runs on when it is disconnected, and when gdb dies. Thread-safe; what asks gdb waits up to twenty
 * seconds and must not be called on the UI thread.
 */
public final class KernelTarget extends KernelElement implements OpaqueTarget {
	/** Id of this debug model. */
	public static final String MODEL = "org.ssiworkbench.debug.kernel";

	private final KernelLaunch launch;
	private final KernelSettings settings;
	private final KernelThread thread = new KernelThread(this);
	private final KernelBreakpoints breakpoints;
	private final CommandConsole console;
	private final KernelGdb gdb;
	private volatile KernelStop stop;
	private volatile boolean stepping;
	private volatile String end;

	/** A question for gdb. */
	interface Question<T> {
		T ask(KernelGdb gdb) throws IOException;
	}

	/** An order for gdb. */
	interface Order {
		void give(KernelGdb gdb) throws IOException;
	}

	private KernelTarget(KernelLaunch launch, RunningKernel kernel, KernelSettings settings, Path symbols) throws IOException {
		this.launch = launch;
		this.settings = settings;
		console = new CommandConsole(launch, "gdb on " + settings.label(), this::command);
		gdb = KernelGdb.open(kernel, symbols, new Events());
		breakpoints = new KernelBreakpoints(gdb, settings.source());
	}

	/** Attaches gdb, sets the breakpoints, and lets the kernel run. */
	static KernelTarget attach(KernelLaunch launch, RunningKernel kernel, KernelSettings settings) throws IOException {
		Path symbols = settings.symbols() == null ? kernel.symbols() : settings.symbols();
		KernelTarget target = new KernelTarget(launch, kernel, settings, symbols);
		target.begin();
		return target;
	}

	/** The other nodes stand for as short as this one does: each would find the other down. */
	private void begin() throws IOException {
		settings.others().stand(console::print);
		gdb.attach();
		launch.addProcess(console);
		launch.addDebugTarget(this);
		console.begin();
		fire(DebugEvent.CREATE, DebugEvent.UNSPECIFIED);
		breakpoints.start();
		gdb.resume();
	}

	/** What it was attached with. */
	public KernelSettings settings() {
		return settings;
	}

	/** The thread as our own type. */
	public KernelThread thread() {
		return thread;
	}

	/** gdb's process. */
	public ProcessHandle gdbProcess() {
		return gdb.process();
	}

	/** Why it stands; null while it runs and after its end. */
	public KernelStop stop() {
		return stop;
	}

	boolean isStepping() {
		return stepping && stop == null && end == null;
	}

	IBreakpoint[] hit() {
		KernelStop now = stop;
		return now == null ? new IBreakpoint[0] : breakpoints.of(now.breakpoints());
	}

	<T> T ask(Question<T> question) throws DebugException {
		try {
			return question.ask(gdb);
		} catch (IOException e) {
			throw new DebugException(Status.error("gdb on " + settings.label() + ": " + e.getMessage(), e));
		}
	}

	private void give(Order order) throws DebugException {
		ask(asked -> {
			order.give(asked);
			return null;
		});
	}

	@Override
	public KernelTarget target() {
		return this;
	}

	@Override
	public String getName() {
		return "kernel of " + settings.label() + (end == null ? "" : ": " + end);
	}

	@Override
	public ILaunch getLaunch() {
		return launch;
	}

	@Override
	public IProcess getProcess() {
		return console;
	}

	@Override
	public IThread[] getThreads() {
		return end == null ? new IThread[] { thread } : new IThread[0];
	}

	@Override
	public boolean hasThreads() {
		return end == null;
	}

	@Override
	public boolean isTerminated() {
		return end != null;
	}

	@Override
	public void resume() throws DebugException {
		stepping = false;
		breakpoints.update();
		give(KernelGdb::resume);
	}

	@Override
	public void suspend() throws DebugException {
		stepping = false;
		give(KernelGdb::interrupt);
	}

	/** A step: the other nodes stand on. */
	void step(Order motion) throws DebugException {
		stepping = true;
		give(motion);
	}

	/** Takes gdb away; the kernel runs on. */
	@Override
	public void disconnect() throws DebugException {
		give(KernelGdb::detach);
	}

	/** A line typed in gdb's console. */
	private void command(String line) {
		try {
			gdb.console(line);
		} catch (IOException e) {
			console.print(e.getMessage() + "\n");
		}
	}

	@Override
	public boolean supportsBreakpoint(IBreakpoint breakpoint) {
		return breakpoint instanceof KernelBreakpoint;
	}

	@Override
	public String whyNoMemory() {
		return "Use the command x of gdb's console to look at memory.";
	}

	private void fire(int kind, int detail) {
		fire(List.of(new DebugEvent(this, kind, detail)));
	}

	private static void fire(List<DebugEvent> events) {
		DebugPlugin debug = DebugPlugin.getDefault();
		if (debug != null)
			debug.fireDebugEventSet(events.toArray(DebugEvent[]::new));
	}

	/** What gdb tells, on its own thread. */
	private final class Events implements KernelGdb.Listener {
		@Override
		public void stopped(KernelStop now) {
			stop = now;
			stepping = false;
			fire(List.of(new DebugEvent(thread, DebugEvent.SUSPEND, switch (now.reason()) {
			case BREAKPOINT, SIGNAL -> DebugEvent.BREAKPOINT;
			case STEP -> DebugEvent.STEP_END;
			case REQUEST -> DebugEvent.CLIENT_REQUEST;
			})));
			settings.others().stand(console::print);
		}

		@Override
		public void running() {
			stop = null;
			if (!stepping)
				settings.others().goOn();
			fire(List.of(new DebugEvent(thread, DebugEvent.RESUME, stepping ? DebugEvent.STEP_OVER : DebugEvent.CLIENT_REQUEST)));
		}

		@Override
		public void output(String said) {
			console.print(said);
		}

		@Override
		public void ended(String reason) {
			stop = null;
			end = reason;
			if (breakpoints != null)
				breakpoints.stop();
			console.print(reason + "\n");
			console.ended();
			settings.others().goOn();
			fire(DebugEvent.TERMINATE, DebugEvent.UNSPECIFIED);
		}
	}
}
