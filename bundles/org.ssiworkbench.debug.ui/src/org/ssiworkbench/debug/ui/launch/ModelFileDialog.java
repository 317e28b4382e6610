package org.ssiworkbench.debug.ui.launch;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;
import org.ssiworkbench.debug.ui.internal.Icons;

/** Chooses one of the workspace's model files. */
final class ModelFileDialog extends ElementListSelectionDialog {
	/** Extension of model files. */
	static final String EXTENSION = "ssicluster"; //$NON-NLS-1$

	ModelFileDialog(Shell shell) {
		super(shell, new Labels());
		setTitle(Messages.ModelFileDialog_title);
		setMessage(Messages.ModelFileDialog_message);
		setEmptyListMessage(Messages.ModelFileDialog_none);
		setMultipleSelection(false);
		setElements(models().toArray());
	}

	private static List<IFile> models() {
		List<IFile> models = new ArrayList<>();
		try {
			ResourcesPlugin.getWorkspace().getRoot().accept(proxy -> {
				if (proxy.getType() == IResource.FILE && proxy.getName().endsWith("." + EXTENSION)) //$NON-NLS-1$
					models.add((IFile) proxy.requestResource());
				return !proxy.isDerived();
			}, IResource.NONE);
		} catch (CoreException e) {
			ILog.of(ModelFileDialog.class).log(e.getStatus());
		}
		return models;
	}

	private static final class Labels extends LabelProvider {
		@Override
		public String getText(Object element) {
			IFile file = (IFile) element;
			return file.getName() + " - " + file.getParent().getFullPath().makeRelative(); //$NON-NLS-1$
		}

		@Override
		public Image getImage(Object element) {
			return Icons.CLUSTER.image();
		}
	}
}
