package org.ssiworkbench.debug.ui.gdb;

import java.nio.file.Path;
import java.util.Set;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTarget;
import org.eclipse.debug.ui.actions.IToggleBreakpointsTargetFactory;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IURIEditorInput;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.texteditor.ITextEditor;
import org.ssiworkbench.debug.gdb.KernelBreakpoint;
import org.ssiworkbench.debug.gdb.KernelTarget;

/** Toggles line breakpoints in text editors of C and assembler files. */
public final class SourceBreakpoints implements IToggleBreakpointsTargetFactory, IToggleBreakpointsTarget {
	private static final String ID = "org.ssiworkbench.debug.ui.sourceBreakpoints"; //$NON-NLS-1$

	@Override
	public Set<String> getToggleTargets(IWorkbenchPart part, ISelection selection) {
		return file(part) == null ? Set.of() : Set.of(ID);
	}

	@Override
	public String getDefaultToggleTarget(IWorkbenchPart part, ISelection selection) {
		return file(part) == null ? null : ID;
	}

	@Override
	public String getToggleTargetName(String target) {
		return Messages.SourceBreakpoints_name;
	}

	@Override
	public String getToggleTargetDescription(String target) {
		return Messages.SourceBreakpoints_description;
	}

	@Override
	public IToggleBreakpointsTarget createToggleTarget(String target) {
		return this;
	}

	@Override
	public boolean canToggleLineBreakpoints(IWorkbenchPart part, ISelection selection) {
		return file(part) != null && selection instanceof ITextSelection;
	}

	@Override
	public void toggleLineBreakpoints(IWorkbenchPart part, ISelection selection) throws CoreException {
		if (!(selection instanceof ITextSelection text) || file(part) == null)
			return;
		int line = text.getStartLine() + 1;
		IBreakpointManager manager = DebugPlugin.getDefault().getBreakpointManager();
		for (IBreakpoint breakpoint : manager.getBreakpoints(KernelTarget.MODEL))
			if (breakpoint instanceof KernelBreakpoint ours && ours.line() == line && ours.file().equals(file(part))) {
				manager.removeBreakpoint(breakpoint, true);
				return;
			}
		KernelBreakpoint.atLine(file(part), line, ""); //$NON-NLS-1$
	}

	@Override
	public boolean canToggleMethodBreakpoints(IWorkbenchPart part, ISelection selection) {
		return false;
	}

	@Override
	public void toggleMethodBreakpoints(IWorkbenchPart part, ISelection selection) {
		// a line is enough
	}

	@Override
	public boolean canToggleWatchpoints(IWorkbenchPart part, ISelection selection) {
		return false;
	}

	@Override
	public void toggleWatchpoints(IWorkbenchPart part, ISelection selection) {
		// gdb's console can
	}

	/** The source file in an editor; null when it is none. */
	static String file(IWorkbenchPart part) {
		if (!(part instanceof ITextEditor editor) || !(editor.getEditorInput() instanceof IURIEditorInput input)
				|| !"file".equals(input.getURI().getScheme())) //$NON-NLS-1$
			return null;
		String file = Path.of(input.getURI()).toString();
		return file.matches(".*\\.[chS]") ? file : null; //$NON-NLS-1$
	}
}
