package org.ssiworkbench.debug.gdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What can be asked of a kernel that stands under gdb; waits for gdb's answers as {@link KernelGdb} does. Thread-safe. */
public final class StandingKernel {
	private static final int MOST_FRAMES = 100;
	private static final int MOST_PARTS = 500;

	private final KernelGdb gdb;

	StandingKernel(KernelGdb gdb) {
		this.gdb = gdb;
	}

	/** The frames of the kernel that stands, innermost first, {@value #MOST_FRAMES} at most, with their arguments as {@code args}. */
	public List<KernelFrameInfo> frames() throws IOException {
		String range = " 0 " + (MOST_FRAMES - 1);
		List<MiValue> frames = gdb.ask("-stack-list-frames" + range).list("stack");
		List<MiValue> arguments = gdb.ask("-stack-list-arguments --all-values" + range).list("stack-args");
		return IntStream.range(0, frames.size())
				.mapToObj(i -> KernelFrameInfo.of(frames.get(i), i < arguments.size() ? arguments.get(i) : MiValue.NONE)).toList();
	}

	/** The arguments and local variables of a frame. */
	public List<KernelVariableInfo> variables(int frame) throws IOException {
		return gdb.ask("-stack-list-variables --thread 1 --frame " + frame + " --simple-values").stream("variables")
				.map(KernelVariableInfo::of).toList();
	}

	/** The value of an expression at a frame. */
	public KernelVariableInfo expression(int frame, String expression) throws IOException {
		MiValue made = create(frame, expression);
		gdb.ask("-var-delete " + made.text("name"));
		return KernelVariableInfo.expression(expression, made);
	}

	/** The parts of what an expression names at a frame: members, elements, or what it points to. */
	public List<KernelVariableInfo> parts(int frame, String expression) throws IOException {
		String object = create(frame, expression).text("name");
		List<KernelVariableInfo> parts = new ArrayList<>();
		try {
			addParts(object, parts);
		} finally {
			gdb.ask("-var-delete " + object);
		}
		return parts;
	}

	/** The parts of an anonymous structure are those of what it is in: no expression names it. */
	private void addParts(String object, List<KernelVariableInfo> parts) throws IOException {
		for (MiValue part : gdb.ask("-var-list-children --all-values " + object + " 0 " + MOST_PARTS).list("children"))
			if (part.text("exp").startsWith("<anonymous"))
				addParts(part.text("name"), parts);
			else
				parts.add(KernelVariableInfo.part(part, expressionOf(part)));
	}

	private MiValue create(int frame, String expression) throws IOException {
		return gdb.ask("-var-create --thread 1 --frame " + frame + " - * " + MiParser.quote(expression));
	}

	private String expressionOf(MiValue part) {
		try {
			return gdb.ask("-var-info-path-expression " + part.text("name")).text("path_expr");
		} catch (IOException e) {
			return ""; // a part without a name of its own, such as of a bit field: it has no parts either
		}
	}
}
