package org.ssiworkbench.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.ssiworkbench.cluster.check.ClusterFile;
import org.ssiworkbench.cluster.check.Problem;
import org.ssiworkbench.cluster.check.Severity;

/** Keeps the Problems view in step with the models of the workspace, in whatever project they are: a file is checked when it is saved. */
final class ModelMarkers {
	private static final String TYPE = "org.ssiworkbench.app.problem";
	private static final String EXTENSION = "ssicluster";

	private ModelMarkers() {
	}

	static void start() {
		ResourcesPlugin.getWorkspace().addResourceChangeListener(ModelMarkers::changed, IResourceChangeEvent.POST_CHANGE);
	}

	private static void changed(IResourceChangeEvent event) {
		List<IFile> models = new ArrayList<>();
		try {
			event.getDelta().accept(delta -> {
				if (isChangedModel(delta))
					models.add((IFile) delta.getResource());
				return true;
			});
		} catch (CoreException e) {
			ILog.of(ModelMarkers.class).log(e.getStatus());
		}
		if (!models.isEmpty())
			schedule(models);
	}

	private static boolean isChangedModel(IResourceDelta delta) {
		boolean contents = delta.getKind() == IResourceDelta.ADDED
				|| delta.getKind() == IResourceDelta.CHANGED && (delta.getFlags() & IResourceDelta.CONTENT) != 0;
		return contents && delta.getResource() instanceof IFile file && EXTENSION.equals(file.getFileExtension());
	}

	private static void schedule(List<IFile> models) {
		WorkspaceJob job = new WorkspaceJob("Checking cluster models") {
			@Override
			public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
				SubMonitor progress = SubMonitor.convert(monitor, models.size());
				for (IFile model : models) {
					progress.split(1);
					check(model);
				}
				return Status.OK_STATUS;
			}
		};
		job.setSystem(true);
		job.setRule(ResourcesPlugin.getWorkspace().getRuleFactory().markerRule(models.getFirst().getWorkspace().getRoot()));
		job.schedule();
	}

	private static void check(IFile model) throws CoreException {
		if (!model.exists() || model.getLocation() == null)
			return;
		model.deleteMarkers(TYPE, true, IResource.DEPTH_ZERO);
		for (Problem problem : ClusterFile.load(model.getLocation().toPath()).problems())
			model.createMarker(TYPE, Map.of(IMarker.MESSAGE, message(problem), IMarker.LINE_NUMBER, Math.max(1, problem.line()),
					IMarker.SEVERITY,
					problem.severity() == Severity.ERROR ? IMarker.SEVERITY_ERROR : IMarker.SEVERITY_WARNING));
	}

	private static String message(Problem problem) {
		return problem.element() + ": " + problem.fault() + "; " + problem.remedy();
	}
}
