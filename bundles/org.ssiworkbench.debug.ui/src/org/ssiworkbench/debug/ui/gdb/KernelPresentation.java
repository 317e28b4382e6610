package org.ssiworkbench.debug.ui.gdb;

import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Path;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugModelPresentation;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.IValueDetailListener;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.editors.text.EditorsUI;
import org.eclipse.ui.ide.FileStoreEditorInput;
import org.ssiworkbench.debug.gdb.KernelBreakpoint;
import org.ssiworkbench.debug.gdb.KernelFrame;
import org.ssiworkbench.debug.gdb.KernelTarget;
import org.ssiworkbench.debug.gdb.KernelThread;
import org.ssiworkbench.debug.gdb.UmlTarget;
import org.ssiworkbench.debug.ui.internal.Icons;

/** How kernels, their frames and their breakpoints look, and which editor shows their source. */
public final class KernelPresentation extends LabelProvider implements IDebugModelPresentation {

	@Override
	public String getText(Object element) {
		return switch (element) {
		case KernelTarget kernel -> kernel.getName();
		case UmlTarget kernel -> kernel.getName();
		case KernelThread thread -> thread.getName();
		case KernelFrame frame -> frame.getName();
		case KernelBreakpoint breakpoint -> breakpoint.label();
		case null, default -> null;
		};
	}

	@Override
	public Image getImage(Object element) {
		return switch (element) {
		case KernelTarget kernel -> (kernel.isTerminated() ? Icons.NODE_OFF : Icons.KERNEL).image();
		case UmlTarget kernel -> (kernel.isTerminated() ? Icons.NODE_OFF : Icons.NODE).image();
		case KernelBreakpoint breakpoint -> DebugUITools.getImage(
				isActive(breakpoint) ? IDebugUIConstants.IMG_OBJS_BREAKPOINT : IDebugUIConstants.IMG_OBJS_BREAKPOINT_DISABLED);
		case null, default -> null;
		};
	}

	private static boolean isActive(KernelBreakpoint breakpoint) {
		try {
			return breakpoint.isEnabled() && breakpoint.problem().isEmpty() && DebugPlugin.getDefault().getBreakpointManager().isEnabled();
		} catch (CoreException e) {
			return false; // its marker is gone, and it soon is from the view
		}
	}

	@Override
	public void setAttribute(String attribute, Object value) {
		// no attribute changes how kernels look
	}

	@Override
	public void computeDetail(IValue value, IValueDetailListener listener) {
		listener.detailComputed(value, detail(value));
	}

	private static String detail(IValue value) {
		try {
			return value.getReferenceTypeName() + " = " + value.getValueString();
		} catch (DebugException e) {
			return e.getMessage();
		}
	}

	/** A source file, or the file of a breakpoint; null when there is nothing to be shown. */
	@Override
	public IEditorInput getEditorInput(Object element) {
		return switch (element) {
		case LocalFileStorage file -> input(file.getFile().getPath());
		case KernelBreakpoint breakpoint when breakpoint.file().startsWith("/") -> input(breakpoint.file()); //$NON-NLS-1$
		case null, default -> null;
		};
	}

	private static IEditorInput input(String file) {
		return new FileStoreEditorInput(EFS.getLocalFileSystem().getStore(new Path(file)));
	}

	@Override
	public String getEditorId(IEditorInput input, Object element) {
		return EditorsUI.DEFAULT_TEXT_EDITOR_ID;
	}
}
