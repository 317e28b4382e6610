package org.ssiworkbench.app;

import java.nio.file.Path;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

/** Writes what a window shows to a file. */
public final class Screenshot {
	private Screenshot() {
	}

	/** Writes the part of the display where {@code shell} is, with whatever lies above it, as PNG. UI thread only. */
	public static void of(Shell shell, Path file) {
		Display display = shell.getDisplay();
		shell.update();
		Rectangle area = area(shell).intersection(display.getBounds());
		Image image = new Image(display, area.width, area.height);
		GC gc = new GC(display);
		try {
			gc.copyArea(image, area.x, area.y);
			ImageLoader loader = new ImageLoader();
			loader.data = new ImageData[] { image.getImageData(100) };
			loader.save(file.toString(), SWT.IMAGE_PNG);
		} finally {
			gc.dispose();
			image.dispose();
		}
	}

	/** From the title, if any, to the end of what the window really shows: without a window manager its bounds are larger. */
	private static Rectangle area(Shell shell) {
		Rectangle inside = shell.getDisplay().map(shell, null, shell.getClientArea());
		int top = Math.min(shell.getLocation().y, inside.y);
		return new Rectangle(inside.x, top, inside.width, inside.y + inside.height - top);
	}
}
