package org.ssiworkbench.trace.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

import javax.imageio.ImageIO;

/** Draws a PNG image; works without a display. */
public final class PngSurface implements Surface, AutoCloseable {
	private static final String HEADLESS = "java.awt.headless";
	private static final float[] DASHES = { 4, 3 };
	private static final int MAX_PIXELS = 200_000_000;

	private final BufferedImage image;
	private final Graphics2D graphics;
	private final Map<Ink, Color> colors = new HashMap<>();
	private final Map<Double, Font> plain = new HashMap<>();
	private final Map<Double, Font> bold = new HashMap<>();

	/**
	 * Starts an image.
	 *
	 * @param scale pixels of the image for a pixel of the picture; 2 for screens of high density
	 */
	public PngSurface(int width, int height, double scale) {
		long pixels = Math.round(width * scale) * Math.round(height * scale);
		if (width <= 0 || height <= 0 || pixels > MAX_PIXELS)
			throw new IllegalArgumentException(
					"an image of " + width + " x " + height + " is not possible; at most " + MAX_PIXELS + " pixels");
		if (System.getProperty(HEADLESS) == null)
			System.setProperty(HEADLESS, "true");
		image = new BufferedImage((int) Math.round(width * scale), (int) Math.round(height * scale), BufferedImage.TYPE_INT_RGB);
		graphics = image.createGraphics();
		graphics.scale(scale, scale);
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
	}

	/** Writes the image. */
	public void write(OutputStream out) throws IOException {
		if (!ImageIO.write(image, "png", out))
			throw new IOException("this Java has no PNG writer");
	}

	@Override
	public void close() {
		graphics.dispose();
	}

	@Override
	public void fill(Box box, Ink ink) {
		use(ink);
		graphics.fill(shape(box));
	}

	@Override
	public void polygon(double[] points, Ink ink) {
		use(ink);
		Path2D path = path(points);
		path.closePath();
		graphics.fill(path);
	}

	@Override
	public void line(double x1, double y1, double x2, double y2, Stroke stroke) {
		use(stroke);
		graphics.draw(new Line2D.Double(x1, y1, x2, y2));
	}

	@Override
	public void polyline(double[] points, Stroke stroke) {
		use(stroke);
		graphics.draw(path(points));
	}

	@Override
	public void text(String text, double x, double y, TextStyle style) {
		use(style.ink());
		graphics.setFont(font(style));
		double shift = switch (style.align()) {
			case LEFT -> 0;
			case CENTER -> textWidth(text, style) / 2;
			case RIGHT -> textWidth(text, style);
		};
		graphics.drawString(text, (float) (x - shift), (float) y);
	}

	@Override
	public double textWidth(String text, TextStyle style) {
		return font(style).getStringBounds(text, graphics.getFontRenderContext()).getWidth();
	}

	@Override
	public void clipped(Box box, Runnable painting) {
		Shape before = graphics.getClip();
		graphics.clip(shape(box));
		painting.run();
		graphics.setClip(before);
	}

	private void use(Ink ink) {
		graphics.setColor(colors.computeIfAbsent(ink, each -> new Color(each.red(), each.green(), each.blue(), each.alpha())));
	}

	private void use(Stroke stroke) {
		use(stroke.ink());
		float width = (float) stroke.width();
		graphics.setStroke(stroke.dashed() ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASHES, 0)
				: new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
	}

	private Font font(TextStyle style) {
		return (style.bold() ? bold : plain).computeIfAbsent(style.size(),
				size -> new Font(Font.SANS_SERIF, style.bold() ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) (double) size));
	}

	private static Rectangle2D shape(Box box) {
		return new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height());
	}

	private static Path2D path(double[] points) {
		Path2D path = new Path2D.Double();
		path.moveTo(points[0], points[1]);
		for (int i = 2; i < points.length; i += 2)
			path.lineTo(points[i], points[i + 1]);
		return path;
	}
}
