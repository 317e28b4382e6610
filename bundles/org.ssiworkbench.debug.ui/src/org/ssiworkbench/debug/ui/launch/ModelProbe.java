package org.ssiworkbench.debug.ui.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.ssiworkbench.cluster.check.ClusterFile;

/** Reads the model that a tab shows in the background, again whenever another file is named or the file changes. UI thread only. */
final class ModelProbe {
	private final Runnable read;
	private final Display display = Display.getCurrent();
	private Version wanted;
	private ClusterFile latest;

	/** {@code read} is run on the UI thread when a model has been read. */
	ModelProbe(Runnable read) {
		this.read = read;
	}

	/** The model as it is now, or empty when it is still being read and {@code read} is going to be run. */
	Optional<ClusterFile> model(Path file) {
		Version version = Version.of(file);
		if (!version.equals(wanted)) {
			wanted = version;
			latest = null;
			Job.createSystem(Messages.ModelProbe_job, (IProgressMonitor monitor) -> load(version, monitor)).schedule();
		}
		return Optional.ofNullable(latest);
	}

	private void load(Version version, IProgressMonitor monitor) {
		ClusterFile model = ClusterFile.load(version.file());
		if (!monitor.isCanceled() && !display.isDisposed())
			display.asyncExec(() -> take(version, model));
	}

	private void take(Version version, ClusterFile model) {
		if (!version.equals(wanted))
			return;
		latest = model;
		read.run();
	}

	private record Version(Path file, FileTime time) {
		static Version of(Path file) {
			try {
				return new Version(file, Files.getLastModifiedTime(file));
			} catch (IOException e) {
				return new Version(file, FileTime.fromMillis(0)); // reading it will say what is wrong
			}
		}
	}
}
