package org.ssiworkbench.debug.gdb;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.LineBreakpoint;

/**
 * A breakpoint in a kernel: at a function, an address or a source line. It is a marker of the workspace's root, for a kernel's
 * source is not in the workspace. It is set in every kernel under gdb.
 */
public final class KernelBreakpoint extends LineBreakpoint {
	private static final String MARKER = "org.ssiworkbench.debug.kernelBreakpoint";
	private static final String FUNCTION = MARKER + ".function";
	private static final String FILE = MARKER + ".file";
	private static final String CONDITION = MARKER + ".condition";

	private volatile String problem = "";

	/** Called by the platform when it restores breakpoints. */
	public KernelBreakpoint() {
		// the platform sets the marker
	}

	/**
	 * Sets one at a function's beginning.
	 *
	 * @param function its name, or an address as {@code *0x60001000}
	 * @param condition an expression in C; empty for none
	 */
	public static KernelBreakpoint atFunction(String function, String condition) throws CoreException {
		return create(Map.of(FUNCTION, function, CONDITION, condition));
	}

	/**
	 * Sets one at a line, counted from 1.
	 *
	 * @param file the source file: absolute, or the end of its path, such as {@code fs/read_write.c}
	 * @param condition an expression in C; empty for none
	 */
	public static KernelBreakpoint atLine(String file, int line, String condition) throws CoreException {
		return create(Map.of(FILE, file, IMarker.LINE_NUMBER, line, CONDITION, condition));
	}

	private static KernelBreakpoint create(Map<String, Object> where) throws CoreException {
		KernelBreakpoint breakpoint = new KernelBreakpoint();
		Map<String, Object> attributes = new HashMap<>(where);
		attributes.put(IBreakpoint.ID, KernelTarget.MODEL);
		attributes.put(IBreakpoint.ENABLED, true);
		attributes.put(IBreakpoint.PERSISTED, true);
		attributes.put(IMarker.MESSAGE, label(where.containsKey(FUNCTION) ? where.get(FUNCTION).toString() : "",
				where.getOrDefault(FILE, "").toString(), (int) where.getOrDefault(IMarker.LINE_NUMBER, -1), where.get(CONDITION).toString()));
		IWorkspaceRoot root = ResourcesPlugin.getWorkspace().getRoot();
		ResourcesPlugin.getWorkspace().run(monitor -> breakpoint.setMarker(root.createMarker(MARKER, attributes)), root, 0, null);
		DebugPlugin.getDefault().getBreakpointManager().addBreakpoint(breakpoint);
		return breakpoint;
	}

	private static String label(String function, String file, int line, String condition) {
		String place = function.isEmpty() ? file.substring(file.lastIndexOf('/') + 1) + ":" + line : function;
		return "kernel: " + place + (condition.isBlank() ? "" : " when " + condition);
	}

	/** A line for people, with what is wrong with it. */
	public String label() {
		String label = label(attribute(FUNCTION), file(), line(), attribute(CONDITION));
		return problem.isEmpty() ? label : label + "  [not set: " + problem + "]";
	}

	/** The source file of a line; empty for a function. */
	public String file() {
		return attribute(FILE);
	}

	/** The line, from 1; -1 for a function. */
	public int line() {
		IMarker marker = getMarker();
		return marker == null ? -1 : marker.getAttribute(IMarker.LINE_NUMBER, -1);
	}

	private String attribute(String name) {
		IMarker marker = getMarker();
		return marker == null ? "" : marker.getAttribute(name, "");
	}

	/** Why it is not set in a kernel that was asked to; empty when nothing is known to be wrong. */
	public String problem() {
		return problem;
	}

	/** Notes what is wrong, and has it shown. */
	void setProblem(String sentence) {
		boolean isNew = !problem.equals(sentence);
		problem = sentence;
		if (isNew && getMarker() != null && getMarker().exists())
			DebugPlugin.getDefault().getBreakpointManager().fireBreakpointChanged(this);
	}

	/** gdb's words for it; {@code source} is the folder of the kernel's source, null when it is not known. */
	String place(Path source) {
		String condition = attribute(CONDITION).isBlank() ? "" : "-c " + MiParser.quote(attribute(CONDITION)) + " ";
		String function = attribute(FUNCTION);
		if (function.startsWith("*"))
			return condition + MiParser.quote(function);
		if (!function.isEmpty())
			return condition + "--function " + MiParser.quote(function);
		Path file = Path.of(file());
		String name = source != null && file.startsWith(source) ? source.relativize(file).toString() : file();
		return condition + "--source " + MiParser.quote(name) + " --line " + line();
	}

	@Override
	public String getModelIdentifier() {
		return KernelTarget.MODEL;
	}
}
