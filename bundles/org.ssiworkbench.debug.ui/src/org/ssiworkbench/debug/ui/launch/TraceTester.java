package org.ssiworkbench.debug.ui.launch;

import org.eclipse.core.expressions.PropertyTester;
import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.IPath;

/** Whether a resource is a trace: a folder with a file {@code metadata}, or that file. */
public final class TraceTester extends PropertyTester {
	private static final String METADATA = "metadata"; //$NON-NLS-1$

	@Override
	public boolean test(Object receiver, String property, Object[] arguments, Object expected) {
		return receiver instanceof IResource resource && trace(resource) != null;
	}

	/** The folder of the trace that a resource is; null if it is none. */
	static IContainer trace(IResource resource) {
		if (resource instanceof IFile file)
			return METADATA.equals(file.getName()) ? file.getParent() : null;
		return resource instanceof IContainer folder && folder.getType() != IResource.ROOT
				&& folder.exists(IPath.fromPortableString(METADATA)) ? folder : null;
	}
}
