package org.ssiworkbench.debug.ui.launch;

import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IEditorPart;

/** The model file that is meant by what is selected or edited. */
final class ModelSelection {
	private ModelSelection() {
	}

	/** The model that was selected when the launch dialog opened. */
	static Optional<IFile> current() {
		return Optional.ofNullable(DebugUITools.getSelectedResource()).map(resource -> Adapters.adapt(resource, IFile.class))
				.filter(ModelSelection::isModel);
	}

	/** The model in a selection. */
	static Optional<IFile> in(ISelection selection) {
		if (!(selection instanceof IStructuredSelection structured))
			return Optional.empty();
		return Optional.ofNullable(Adapters.adapt(structured.getFirstElement(), IFile.class)).filter(ModelSelection::isModel);
	}

	/** The model in an editor. */
	static Optional<IFile> in(IEditorPart editor) {
		return Optional.ofNullable(Adapters.adapt(editor.getEditorInput(), IFile.class)).filter(ModelSelection::isModel);
	}

	/** The file of the workspace that a path names. */
	static Optional<IFile> file(String path) {
		IPath full = IPath.fromOSString(path.strip());
		if (full.segmentCount() < 2)
			return Optional.empty();
		return Optional.of(ResourcesPlugin.getWorkspace().getRoot().getFile(full)).filter(IFile::exists);
	}

	private static boolean isModel(IFile file) {
		return ModelFileDialog.EXTENSION.equals(file.getFileExtension());
	}
}
