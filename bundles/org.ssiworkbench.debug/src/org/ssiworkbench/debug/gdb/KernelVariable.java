package org.ssiworkbench.debug.gdb;

import java.util.List;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IVariable;
import org.ssiworkbench.debug.model.ReadOnlyVariable;

/** A variable of a frame, or a part of one; it is its own value. Thread-safe. */
public final class KernelVariable extends KernelElement implements ReadOnlyVariable {
	private final KernelFrame frame;
	private final KernelVariableInfo info;
	private final boolean changed;
	private List<KernelVariable> parts;

	KernelVariable(KernelFrame frame, KernelVariableInfo info) {
		this.frame = frame;
		this.info = info;
		changed = frame.noteValue(info.expression(), info.value());
	}

	@Override
	public KernelTarget target() {
		return frame.target();
	}

	@Override
	public String getName() {
		return info.name();
	}

	@Override
	public boolean hasValueChanged() {
		return changed;
	}

	@Override
	public String getValueString() {
		return info.value().isEmpty() && info.hasParts() ? "{...}" : info.value();
	}

	@Override
	public String getReferenceTypeName() {
		return info.type();
	}

	@Override
	public synchronized IVariable[] getVariables() throws DebugException {
		if (!info.hasParts() || !isSuspended())
			return new IVariable[0];
		if (parts == null)
			parts = target().ask(gdb -> gdb.standing().parts(frame.info().level(), info.expression())).stream()
					.map(part -> new KernelVariable(frame, part)).toList();
		return parts.toArray(IVariable[]::new);
	}

	@Override
	public boolean hasVariables() {
		return info.hasParts();
	}

	@Override
	public String whyReadOnly() {
		return "Use gdb's console to change what a kernel has in its memory.";
	}

	/** The same place in the same frame, so that views keep what is expanded. */
	@Override
	public boolean equals(Object other) {
		return other instanceof KernelVariable variable && variable.info.expression().equals(info.expression())
				&& variable.info.name().equals(info.name()) && variable.frame.info().level() == frame.info().level()
				&& variable.frame.info().function().equals(frame.info().function()) && variable.target() == target();
	}

	@Override
	public int hashCode() {
		return info.expression().hashCode();
	}
}
