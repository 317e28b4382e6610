package org.ssiworkbench.debug.ui.gdb;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.IBreakpointsListener;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.Position;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.texteditor.SimpleMarkerAnnotation;
import org.ssiworkbench.debug.gdb.KernelBreakpoint;
import org.ssiworkbench.debug.gdb.KernelTarget;

/** Shows kernel breakpoints in editors of source files, which are not in the workspace and so have no markers of their own. */
public final class SourceAnnotations implements IStartup, IPartListener2, IBreakpointsListener {
	private final IBreakpointManager manager = DebugPlugin.getDefault().getBreakpointManager();
	/** What is shown in open editors; UI thread only. */
	private final Map<ITextEditor, Map<KernelBreakpoint, Annotation>> shown = new HashMap<>();

	@Override
	public void earlyStartup() {
		PlatformUI.getWorkbench().getDisplay().asyncExec(() -> {
			manager.addBreakpointListener(this);
			for (IWorkbenchWindow window : PlatformUI.getWorkbench().getWorkbenchWindows())
				window.getPartService().addPartListener(this);
		});
	}

	@Override
	public void partOpened(IWorkbenchPartReference reference) {
		IWorkbenchPart part = reference.getPart(false);
		if (part instanceof ITextEditor editor && SourceBreakpoints.file(editor) != null) {
			shown.put(editor, new HashMap<>());
			update(editor);
		}
	}

	@Override
	public void partInputChanged(IWorkbenchPartReference reference) {
		partOpened(reference);
	}

	@Override
	public void partClosed(IWorkbenchPartReference reference) {
		if (reference.getPart(false) instanceof ITextEditor editor)
			shown.remove(editor);
	}

	private void update(ITextEditor editor) {
		IAnnotationModel model = editor.getDocumentProvider().getAnnotationModel(editor.getEditorInput());
		IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
		if (model == null || document == null)
			return;
		Map<KernelBreakpoint, Annotation> annotations = shown.get(editor);
		annotations.values().forEach(model::removeAnnotation);
		annotations.clear();
		for (IBreakpoint breakpoint : manager.getBreakpoints(KernelTarget.MODEL))
			if (breakpoint instanceof KernelBreakpoint ours && ours.line() > 0 && ours.file().equals(SourceBreakpoints.file(editor)))
				add(ours, model, document, annotations);
	}

	private static void add(KernelBreakpoint breakpoint, IAnnotationModel model, IDocument document,
			Map<KernelBreakpoint, Annotation> annotations) {
		try {
			Annotation annotation = new SimpleMarkerAnnotation(breakpoint.getMarker());
			model.addAnnotation(annotation, new Position(document.getLineOffset(breakpoint.line() - 1)));
			annotations.put(breakpoint, annotation);
		} catch (BadLocationException e) {
			return; // the file has become shorter
		}
	}

	private void updateAll() {
		if (PlatformUI.isWorkbenchRunning())
			PlatformUI.getWorkbench().getDisplay().asyncExec(() -> shown.keySet().forEach(this::update));
	}

	@Override
	public void breakpointsAdded(IBreakpoint[] breakpoints) {
		updateAll();
	}

	@Override
	public void breakpointsRemoved(IBreakpoint[] breakpoints, IMarkerDelta[] deltas) {
		updateAll();
	}

	@Override
	public void breakpointsChanged(IBreakpoint[] breakpoints, IMarkerDelta[] deltas) {
		updateAll();
	}
}
