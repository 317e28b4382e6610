package org.ssiworkbench.views.timeline;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.ssiworkbench.trace.picture.Painting;
import org.ssiworkbench.trace.picture.PngSurface;
import org.ssiworkbench.trace.picture.SvgSurface;

/** Writes what a canvas shows into a file: SVG if its name ends so, else PNG. UI thread only. */
final class SavePicture {
	private static final double SHARP = 2;
	private static final String SVG = ".svg"; //$NON-NLS-1$

	private SavePicture() {
	}

	/** Asks for the file and writes it in a job; nothing happens if the canvas shows nothing. */
	static void of(TimeCanvas<?> canvas, Shell shell) {
		if (canvas.frame() == null)
			return;
		FileDialog dialog = new FileDialog(shell, SWT.SAVE);
		dialog.setText(Messages.saveTitle);
		dialog.setFilterExtensions(new String[] { "*.png", "*.svg" }); //$NON-NLS-1$ //$NON-NLS-2$
		dialog.setFileName("picture.png"); //$NON-NLS-1$
		dialog.setOverwrite(true);
		String file = dialog.open();
		if (file == null)
			return;
		Painter painter = painter(canvas);
		Job.create(NLS.bind(Messages.saveJob, file), (ICoreRunnable) monitor -> {
			try {
				painter.write(Path.of(file));
			} catch (IOException e) {
				throw new CoreException(Status.error(NLS.bind(Messages.cannotWrite, file, e.getMessage()), e));
			}
		}).schedule();
	}

	@FunctionalInterface
	private interface Painter {
		void write(Path file) throws IOException;
	}

	private static Painter painter(TimeCanvas<?> canvas) {
		int width = canvas.viewport().width();
		int height = canvas.viewport().height();
		var paint = canvas.painter();
		return file -> {
			if (file.toString().toLowerCase(Locale.ROOT).endsWith(SVG)) {
				SvgSurface svg = new SvgSurface(width, height);
				paint.accept(svg);
				Files.writeString(file, svg.document(), StandardCharsets.UTF_8);
			} else {
				try (PngSurface png = new PngSurface(width, height, SHARP); OutputStream out = Files.newOutputStream(file)) {
					paint.accept(png);
					png.write(out);
				}
			}
		};
	}
}
