package org.ssiworkbench.debug.model;

import java.util.List;

import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IVariable;
import org.ssiworkbench.controller.protocol.DebugService.VariableInfo;

/** A part of a node's state at a frame; it is its own value. Immutable. */
final class NodeVariable extends StandingElement implements ReadOnlyVariable {
	private final NodeFrame frame;
	private final String path;
	private final VariableInfo info;
	private final boolean changed;

	private NodeVariable(NodeFrame frame, String path, VariableInfo info) {
		super(frame.target());
		this.frame = frame;
		this.path = path;
		this.info = info;
		changed = frame.noteValue(path, info.value());
	}

	/** Variables below a path. */
	static IVariable[] of(NodeFrame frame, String path, List<VariableInfo> infos) {
		return infos.stream().map(info -> new NodeVariable(frame, path + "/" + info.name(), info)).toArray(IVariable[]::new);
	}

	/** The value of an expression at a frame. */
	static IValue value(NodeFrame frame, String expression, String value) {
		return new NodeVariable(frame, expression, new VariableInfo(expression, value, List.of()));
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
		return info.value();
	}

	@Override
	public IVariable[] getVariables() {
		return of(frame, path, info.parts());
	}

	@Override
	public boolean hasVariables() {
		return !info.parts().isEmpty();
	}

	@Override
	public String getReferenceTypeName() {
		return "";
	}

	@Override
	public String whyReadOnly() {
		return "The state of a node can be looked at, not changed.";
	}

	/** The same place at the same frame, so that views keep what is expanded. */
	@Override
	public boolean equals(Object other) {
		return other instanceof NodeVariable variable && variable.path.equals(path)
				&& variable.frame.thread() == frame.thread() && variable.frame.info().frame() == frame.info().frame();
	}

	@Override
	public int hashCode() {
		return path.hashCode();
	}
}
