package org.ssiworkbench.debug.gdb;

import java.util.List;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IVariable;
import org.ssiworkbench.debug.model.LineFrame;

/** A frame of the kernel's stack at one stop. Thread-safe. */
public final class KernelFrame extends SteppingElement implements LineFrame {
	private final KernelThread thread;
	private final KernelStop stop;
	private final KernelFrameInfo info;
	private List<KernelVariable> variables;

	KernelFrame(KernelThread thread, KernelStop stop, KernelFrameInfo info) {
		this.thread = thread;
		this.stop = stop;
		this.info = info;
	}

	/** What gdb says of it. */
	public KernelFrameInfo info() {
		return info;
	}

	@Override
	public KernelTarget target() {
		return thread.target();
	}

	@Override
	int level() {
		return info.level();
	}

	@Override
	public KernelThread getThread() {
		return thread;
	}

	@Override
	public String getName() {
		return info.label();
	}

	@Override
	public synchronized IVariable[] getVariables() throws DebugException {
		if (target().stop() != stop)
			return new IVariable[0];
		if (variables == null)
			variables = target().ask(gdb -> gdb.standing().variables(info.level())).stream().map(variable -> new KernelVariable(this, variable)).toList();
		return variables.toArray(IVariable[]::new);
	}

	/** The value of an expression in C at this frame. */
	public KernelVariable expression(String text) throws DebugException {
		return new KernelVariable(this, target().ask(gdb -> gdb.standing().expression(info.level(), text)));
	}

	/** Without debugging information a frame has none that could be known. */
	@Override
	public boolean hasVariables() {
		return info.line() > 0;
	}

	/** Whether a variable has another value than at the stop before; only those of the innermost frame can be compared. */
	boolean noteValue(String expression, String value) {
		return info.level() == 0 && thread.noteValue(info.function() + " " + expression, value);
	}

	@Override
	public int getLineNumber() {
		return info.line() > 0 ? info.line() : -1;
	}

	/** The same place of the stack, so that views keep what is expanded over a step. */
	@Override
	public boolean equals(Object other) {
		return other instanceof KernelFrame frame && frame.thread == thread && frame.info.level() == info.level()
				&& frame.info.function().equals(info.function()) && frame.stop == stop;
	}

	@Override
	public int hashCode() {
		return info.function().hashCode() + info.level();
	}
}
