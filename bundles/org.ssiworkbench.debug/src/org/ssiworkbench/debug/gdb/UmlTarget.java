package org.ssiworkbench.debug.gdb;

import java.io.IOException;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.core.model.IThread;
import org.ssiworkbench.controller.kernel.RunningKernel;
import org.ssiworkbench.debug.model.OpaqueTarget;

/**
 * A UML kernel by its management console: it can be stopped, let go and ended, and its console takes the commands of the
 * management console, such as {@code version} and {@code sysrq m}. Thread-safe; requests wait up to five seconds.
 */
public final class UmlTarget extends PlatformObject implements OpaqueTarget {
	private final KernelLaunch launch;
	private final RunningKernel kernel;
	private final String version;
	private final CommandConsole console;
	private volatile boolean suspended;
	private volatile boolean left;
	private volatile boolean terminated;

	private UmlTarget(KernelLaunch launch, RunningKernel kernel, String version) {
		this.launch = launch;
		this.kernel = kernel;
		this.version = version;
		console = new CommandConsole(launch, "management console of " + kernel.name(), this::command);
	}

	static UmlTarget show(KernelLaunch launch, RunningKernel kernel) throws IOException {
		UmlTarget target = new UmlTarget(launch, kernel, kernel.ask("version"));
		launch.addProcess(target.console);
		launch.addDebugTarget(target);
		target.console.begin();
		target.console.print(target.version + "\nType help for the commands of the kernel's management console.\n");
		target.fire(DebugEvent.CREATE, DebugEvent.UNSPECIFIED);
		ProcessHandle.of(kernel.pid()).ifPresentOrElse(process -> process.onExit().thenRun(target::ended), target::ended);
		return target;
	}

	/** The kernel. */
	public RunningKernel kernel() {
		return kernel;
	}

	/** Attaches gdb to it, in the same launch. Blocks for seconds. */
	public KernelTarget debug() throws CoreException {
		return launch.debug(kernel, new KernelSettings(kernel.name(), null, null, OtherNodes.NONE));
	}

	@Override
	public String getName() {
		String state = terminated ? left ? "left alone" : "ended" : suspended ? "suspended" : "running";
		return kernel.name() + ", process " + kernel.pid() + "  " + state + "  (" + version + ")";
	}

	private void command(String line) {
		try {
			console.print(kernel.ask(line) + "\n");
			switch (line) {
			case "stop" -> suspended(true);
			case "go" -> suspended(false);
			default -> {
				// the others leave it as it is
			}
			}
		} catch (IOException e) {
			console.print(e.getMessage() + "\n");
		}
	}

	private void ask(String command) throws DebugException {
		try {
			kernel.ask(command);
		} catch (IOException e) {
			throw new DebugException(Status.error(e.getMessage() + (launch.kernel() == null ? "" : " A kernel that stands under gdb does not answer."), e));
		}
	}

	private void suspended(boolean now) {
		suspended = now;
		fire(now ? DebugEvent.SUSPEND : DebugEvent.RESUME, DebugEvent.CLIENT_REQUEST);
	}

	private synchronized void ended() {
		if (terminated)
			return;
		terminated = true;
		console.ended();
		fire(DebugEvent.TERMINATE, DebugEvent.UNSPECIFIED);
	}

	@Override
	public void suspend() throws DebugException {
		ask("stop");
		suspended(true);
	}

	@Override
	public void resume() throws DebugException {
		ask("go");
		suspended(false);
	}

	/** Ends the kernel at once. */
	@Override
	public void terminate() throws DebugException {
		if (suspended)
			resume();
		ask("halt");
	}

	/** Shows it no more; a kernel that stands is let go. */
	@Override
	public void disconnect() throws DebugException {
		if (suspended)
			resume();
		left = true;
		ended();
	}

	@Override
	public boolean canSuspend() {
		return !terminated && !suspended;
	}

	@Override
	public boolean canResume() {
		return !terminated && suspended;
	}

	@Override
	public boolean isSuspended() {
		return !terminated && suspended;
	}

	@Override
	public boolean canTerminate() {
		return !terminated;
	}

	@Override
	public boolean isTerminated() {
		return terminated;
	}

	@Override
	public boolean canDisconnect() {
		return !terminated;
	}

	@Override
	public boolean isDisconnected() {
		return left;
	}

	@Override
	public IDebugTarget getDebugTarget() {
		return this;
	}

	@Override
	public ILaunch getLaunch() {
		return launch;
	}

	@Override
	public String getModelIdentifier() {
		return KernelTarget.MODEL;
	}

	@Override
	public IProcess getProcess() {
		return console;
	}

	@Override
	public IThread[] getThreads() {
		return new IThread[0];
	}

	@Override
	public boolean hasThreads() {
		return false;
	}

	@Override
	public boolean supportsBreakpoint(IBreakpoint breakpoint) {
		return false;
	}

	@Override
	public String whyNoMemory() {
		return "A kernel's memory can be looked at when it is under gdb.";
	}

	@Override
	public <T> T getAdapter(Class<T> adapter) {
		return adapter == ILaunch.class ? adapter.cast(launch) : super.getAdapter(adapter);
	}

	private void fire(int kind, int detail) {
		DebugPlugin debug = DebugPlugin.getDefault();
		if (debug != null)
			debug.fireDebugEventSet(new DebugEvent[] { new DebugEvent(this, kind, detail) });
	}
}
