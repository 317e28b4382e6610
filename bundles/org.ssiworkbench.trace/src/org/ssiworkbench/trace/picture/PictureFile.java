package org.ssiworkbench.trace.picture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.ssiworkbench.trace.view.Frame;
import org.ssiworkbench.trace.view.TimeFormat;

/** Writes frames into files: {@code .svg} or {@code .png}, as the name says. */
public final class PictureFile {

	private PictureFile() {
	}

	/** Whether a picture can be written to a file of that name. */
	public static boolean isPossible(Path file) {
		return isSvg(file) || name(file).endsWith(".png");
	}

	/**
	 * Paints a frame for the viewport that it was made for.
	 *
	 * @param file its name ends with {@code .svg} or {@code .png}; a file of that name is replaced
	 * @param scale pixels of a PNG for a pixel of the picture
	 */
	public static void write(Path file, Frame frame, Look look, TimeFormat times, Marks marks, double scale) throws IOException {
		if (isSvg(file))
			Files.writeString(file, svg(frame, look, times, marks));
		else
			try (PngSurface surface = new PngSurface(frame.viewport().width(), frame.viewport().height(), scale)) {
				new Painting(surface, frame.viewport(), look, times, marks).paint(frame);
				try (OutputStream out = Files.newOutputStream(file)) {
					surface.write(out);
				}
			}
	}

	private static String svg(Frame frame, Look look, TimeFormat times, Marks marks) {
		SvgSurface surface = new SvgSurface(frame.viewport().width(), frame.viewport().height());
		new Painting(surface, frame.viewport(), look, times, marks).paint(frame);
		return surface.document();
	}

	private static boolean isSvg(Path file) {
		return name(file).endsWith(".svg");
	}

	private static String name(Path file) {
		return file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
	}
}
