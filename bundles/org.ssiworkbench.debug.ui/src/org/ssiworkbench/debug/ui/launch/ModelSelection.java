package org.ssiworkbench.debug.ui.launch;

import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.IPath;
import org.eclipse.debug.ui.DebugUITools;

/** The model file that is meant by what is selected or edited. */
final class ModelSelection {
	private ModelSelection() {
	}

	/** The model that was selected when the launch dialog opened. */
	static Optional<IFile> current() {
		return Optional.ofNullable(DebugUITools.getSelectedResource()).map(resource -> Adapters.adapt(resource, IFile.class))
				.filter(ModelSelection::isModel);
	}

	/** The file of the workspace that a path names. */
	static Optional<IFile> file(String path) {
		IPath full = IPath.fromOSString(path.strip());
		if (full.segmentCount() < 2)
			return Optional.empty();
		return Optional.of(ResourcesPlugin.getWorkspace().getRoot().getFile(full)).filter(IFile::exists);
	}

	/** Whether a resource, which may be null, is a model file. */
	static boolean isModel(IResource resource) {
		return resource instanceof IFile file && ModelFileDialog.EXTENSION.equals(file.getFileExtension());
	}
}
