package org.ssiworkbench.debug.ui.internal;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.ui.IDebugModelPresentation;
import org.eclipse.debug.ui.IValueDetailListener;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.IEditorInput;
import org.ssiworkbench.debug.breakpoint.SsiBreakpoint;
import org.ssiworkbench.debug.model.NodeFrame;
import org.ssiworkbench.debug.model.NodeTarget;
import org.ssiworkbench.debug.model.NodeThread;
import org.ssiworkbench.debug.model.ProcessThread;

/** How nodes, their frames and our breakpoints look in the debugger's views. */
public final class NodePresentation extends LabelProvider implements IDebugModelPresentation {

	@Override
	public String getText(Object element) {
		return switch (element) {
		case NodeTarget node when !node.node().session().isOpen() -> node.getProcess().getLabel() + "  off";
		case NodeTarget node -> node.getName() + (node.status().master() ? " (master)" : "");
		case NodeThread thread -> thread.getName();
		case ProcessThread process -> process.getName();
		case NodeFrame frame -> frame.getName();
		case SsiBreakpoint breakpoint -> text(breakpoint);
		case null, default -> null;
		};
	}

	private static String text(SsiBreakpoint breakpoint) {
		try {
			return SsiBreakpoint.label(breakpoint.what());
		} catch (CoreException e) {
			return e.getMessage();
		}
	}

	@Override
	public Image getImage(Object element) {
		return switch (element) {
		case NodeTarget node -> (node.isTerminated() ? Icons.NODE_OFF : Icons.NODE).image();
		case SsiBreakpoint breakpoint -> (isActive(breakpoint) ? Icons.BREAKPOINT : Icons.BREAKPOINT_OFF).image();
		case null, default -> null;
		};
	}

	private static boolean isActive(SsiBreakpoint breakpoint) {
		try {
			return breakpoint.isEnabled() && DebugPlugin.getDefault().getBreakpointManager().isEnabled();
		} catch (CoreException e) {
			return false; // its marker is gone, and it soon is from the view
		}
	}

	@Override
	public void setAttribute(String attribute, Object value) {
		// no attribute changes how nodes look
	}

	@Override
	public void computeDetail(IValue value, IValueDetailListener listener) {
		listener.detailComputed(value, detail(value));
	}

	private static String detail(IValue value) {
		try {
			return value.getValueString();
		} catch (DebugException e) {
			return e.getMessage();
		}
	}

	@Override
	public IEditorInput getEditorInput(Object element) {
		return null;
	}

	@Override
	public String getEditorId(IEditorInput input, Object element) {
		return null;
	}
}
