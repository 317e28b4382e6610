package org.ssiworkbench.trace.picture;

/** Draws an SVG 1.1 document. */
public final class SvgSurface implements Surface {
	/** Mean width of a character of a sans-serif font, in parts of its size; narrow and wide ones below. */
	private static final double CHARACTER = 0.56;
	private static final double NARROW_CHARACTER = 0.29;
	private static final double WIDE_CHARACTER = 0.82;
	private static final double BOLD = 1.07;

	private final StringBuilder body = new StringBuilder();
	private final int width;
	private final int height;
	private int clips;

	/** Starts a document of some pixels. */
	public SvgSurface(int width, int height) {
		this.width = width;
		this.height = height;
	}

	/** The whole document. */
	public String document() {
		return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\""
				+ height + "\" viewBox=\"0 0 " + width + ' ' + height + "\" font-family=\"sans-serif\">\n" + body + "</svg>\n";
	}

	@Override
	public void fill(Box box, Ink ink) {
		body.append("<rect").append(bounds(box)).append(paint("fill", ink)).append("/>\n");
	}

	@Override
	public void polygon(double[] points, Ink ink) {
		body.append("<polygon points=\"").append(points(points)).append('"').append(paint("fill", ink)).append("/>\n");
	}

	@Override
	public void line(double x1, double y1, double x2, double y2, Stroke stroke) {
		body.append("<line x1=\"").append(number(x1)).append("\" y1=\"").append(number(y1)).append("\" x2=\"").append(number(x2))
				.append("\" y2=\"").append(number(y2)).append('"').append(stroke(stroke)).append("/>\n");
	}

	@Override
	public void polyline(double[] points, Stroke stroke) {
		body.append("<polyline fill=\"none\" points=\"").append(points(points)).append('"').append(stroke(stroke)).append("/>\n");
	}

	@Override
	public void text(String text, double x, double y, TextStyle style) {
		String anchor = switch (style.align()) {
			case LEFT -> "";
			case CENTER -> " text-anchor=\"middle\"";
			case RIGHT -> " text-anchor=\"end\"";
		};
		body.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y)).append("\" font-size=\"")
				.append(number(style.size())).append('"').append(style.bold() ? " font-weight=\"bold\"" : "").append(anchor)
				.append(paint("fill", style.ink())).append('>').append(escape(text)).append("</text>\n");
	}

	/** An estimate, because only the viewer of the document knows its font. */
	@Override
	public double textWidth(String text, TextStyle style) {
		double characters = text.codePoints().mapToDouble(SvgSurface::characterWidth).sum();
		return characters * style.size() * (style.bold() ? BOLD : 1);
	}

	@Override
	public void clipped(Box box, Runnable painting) {
		String id = "c" + ++clips;
		body.append("<clipPath id=\"").append(id).append("\"><rect").append(bounds(box)).append("/></clipPath>\n<g clip-path=\"url(#")
				.append(id).append(")\">\n");
		painting.run();
		body.append("</g>\n");
	}

	private static double characterWidth(int character) {
		if (" .,:;'|!iljtf()[]I".indexOf(character) >= 0)
			return NARROW_CHARACTER;
		return "mwMW@%".indexOf(character) >= 0 ? WIDE_CHARACTER : CHARACTER;
	}

	private static String bounds(Box box) {
		return " x=\"" + number(box.x()) + "\" y=\"" + number(box.y()) + "\" width=\"" + number(box.width()) + "\" height=\""
				+ number(box.height()) + '"';
	}

	private static String points(double[] points) {
		StringBuilder text = new StringBuilder();
		for (double point : points)
			text.append(text.isEmpty() ? "" : " ").append(number(point));
		return text.toString();
	}

	private static String stroke(Stroke stroke) {
		return paint("stroke", stroke.ink()) + " stroke-width=\"" + number(stroke.width()) + '"'
				+ (stroke.dashed() ? " stroke-dasharray=\"4 3\"" : "");
	}

	private static String paint(String property, Ink ink) {
		String opacity = ink.alpha() == 255 ? "" : ' ' + property + "-opacity=\"" + number(ink.alpha() / 255.0) + '"';
		return ' ' + property + "=\"" + ink.hex() + '"' + opacity;
	}

	/** With at most two decimals and nothing superfluous. */
	private static String number(double value) {
		long hundredths = Math.round(value * 100);
		long part = Math.abs(hundredths % 100);
		String whole = (hundredths < 0 ? "-" : "") + Math.abs(hundredths / 100);
		if (part == 0)
			return hundredths == 0 ? "0" : whole;
		return whole + (part < 10 ? ".0" : ".") + (part % 10 == 0 ? part / 10 : part);
	}

	/** Escapes what XML reserves and leaves out the control characters that it forbids. */
	private static String escape(String text) {
		StringBuilder escaped = new StringBuilder();
		text.codePoints().forEach(character -> {
			switch (character) {
				case '<' -> escaped.append("&lt;");
				case '>' -> escaped.append("&gt;");
				case '&' -> escaped.append("&amp;");
				default -> escaped.appendCodePoint(isAllowed(character) ? character : '\uFFFD');
			}
		});
		return escaped.toString();
	}

	private static boolean isAllowed(int character) {
		return character >= ' ' && !Character.isSurrogate((char) character) && character != 0xFFFE && character != 0xFFFF
				|| character > 0xFFFF;
	}
}
