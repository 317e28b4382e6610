package org.ssiworkbench.views.timeline;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.Rectangle;
import org.ssiworkbench.trace.picture.Box;
import org.ssiworkbench.trace.picture.Ink;
import org.ssiworkbench.trace.picture.Stroke;
import org.ssiworkbench.trace.picture.Surface;
import org.ssiworkbench.trace.picture.TextStyle;

/** Paints on an SWT widget or image. Lives as long as its owner, for one painting after the other. UI thread only. */
final class SwtSurface implements Surface {
	private static final int OPAQUE = 255;
	/** Lines of less opacity have hard edges: nobody sees the difference, and painting thousands takes a sixth of the time. */
	private static final int FAINT = 64;
	private static final double POINTS_PER_INCH = 72;

	private final Map<String, Face> faces = new HashMap<>();
	private final Map<Ink, Color> colors = new HashMap<>();
	private final String family;
	private final float scale;
	private final Device device;
	private GC gc;

	/** A font, and how far its lines reach above their base line, which takes long to find out. */
	private record Face(Font font, int ascent) {
	}

	/** Fonts are of the family of {@code base}, and as much larger as it is larger than {@code normal} points. */
	SwtSurface(Device device, Font base, int normal) {
		this.device = device;
		family = base.getFontData()[0].getName();
		scale = (float) base.getFontData()[0].getHeight() / Math.max(1, normal);
	}

	/** Paints from now on with {@code context}, which its owner disposes. */
	SwtSurface on(GC context) {
		gc = context;
		gc.setTextAntialias(SWT.ON);
		return this;
	}

	void dispose() {
		faces.values().forEach(face -> face.font.dispose());
		faces.clear();
	}

	/** Whole pixels are filled without anti-aliasing's soft edges: neighbours have to join without a seam. */
	@Override
	public void fill(Box box, Ink ink) {
		background(ink);
		int x = (int) Math.round(box.x());
		int y = (int) Math.round(box.y());
		gc.fillRectangle(x, y, Math.max(1, (int) Math.round(box.right()) - x), Math.max(1, (int) Math.round(box.bottom()) - y));
	}

	@Override
	public void polygon(double[] points, Ink ink) {
		background(ink);
		gc.setAntialias(SWT.ON);
		Path path = path(points);
		path.close();
		gc.fillPath(path);
		path.dispose();
	}

	@Override
	public void line(double x1, double y1, double x2, double y2, Stroke stroke) {
		polyline(new double[] { x1, y1, x2, y2 }, stroke);
	}

	@Override
	public void polyline(double[] points, Stroke stroke) {
		gc.setAntialias(stroke.ink().alpha() < FAINT ? SWT.OFF : SWT.ON);
		gc.setForeground(color(stroke.ink()));
		gc.setAlpha(stroke.ink().alpha());
		gc.setLineWidth((int) Math.max(1, Math.round(stroke.width())));
		gc.setLineStyle(stroke.dashed() ? SWT.LINE_DASH : SWT.LINE_SOLID);
		Path path = path(points);
		gc.drawPath(path);
		path.dispose();
	}

	/** SWT's paths go through the corners of pixels, not through their middles. */
	private Path path(double[] points) {
		Path path = new Path(device);
		path.moveTo((float) points[0], (float) points[1]);
		for (int i = 2; i < points.length; i += 2)
			path.lineTo((float) points[i], (float) points[i + 1]);
		return path;
	}

	@Override
	public void text(String text, double x, double y, TextStyle style) {
		Face face = face(style);
		gc.setFont(face.font);
		gc.setForeground(color(style.ink()));
		gc.setAlpha(style.ink().alpha());
		double left = switch (style.align()) {
		case LEFT -> x;
		case CENTER -> x - gc.textExtent(text).x / 2.0;
		case RIGHT -> x - gc.textExtent(text).x;
		};
		gc.drawText(text, (int) Math.round(left), (int) Math.round(y) - face.ascent, true);
	}

	@Override
	public double textWidth(String text, TextStyle style) {
		gc.setFont(face(style).font);
		return gc.textExtent(text).x;
	}

	@Override
	public void clipped(Box box, Runnable painting) {
		Rectangle before = gc.getClipping();
		Rectangle inside = new Rectangle((int) Math.round(box.x()), (int) Math.round(box.y()), (int) Math.round(box.width()),
				(int) Math.round(box.height()));
		gc.setClipping(before.intersection(inside));
		try {
			painting.run();
		} finally {
			gc.setClipping(before);
		}
	}

	private void background(Ink ink) {
		gc.setBackground(color(ink));
		gc.setAlpha(ink.alpha());
	}

	private Color color(Ink ink) {
		return colors.computeIfAbsent(ink.opacity(1), opaque -> new Color(opaque.red(), opaque.green(), opaque.blue(), OPAQUE));
	}

	private Face face(TextStyle style) {
		return faces.computeIfAbsent(style.size() + (style.bold() ? "b" : ""), key -> measured(make(style))); //$NON-NLS-1$ //$NON-NLS-2$
	}

	private Face measured(Font font) {
		gc.setFont(font);
		return new Face(font, gc.getFontMetrics().getAscent() + gc.getFontMetrics().getLeading());
	}

	private Font make(TextStyle style) {
		float points = (float) (scale * style.size() * POINTS_PER_INCH / device.getDPI().y);
		FontData data = new FontData(family, Math.max(1, Math.round(points)), style.bold() ? SWT.BOLD : SWT.NORMAL);
		return new Font(device, data);
	}
}
