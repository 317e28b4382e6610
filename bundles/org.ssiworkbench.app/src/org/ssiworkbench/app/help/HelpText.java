package org.ssiworkbench.app.help;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns help pages, which are plain HTML with headings, paragraphs and lists, into what a form text understands. */
final class HelpText {
	private static final Pattern BODY = Pattern.compile("<body>(.*)</body>", Pattern.DOTALL);

	private HelpText() {
	}

	/** The body of a page; empty if it has none. */
	static String ofPage(String html) {
		Matcher body = BODY.matcher(html);
		return body.find() ? body.group(1).replaceAll("<h[1-6]>(.*?)</h[1-6]>", "<p><b>$1</b></p>").replaceAll("</?ul>", "").strip() : "";
	}

	/** A line that leads to a page. */
	static String link(String href, String label) {
		return "<li><a href=\"" + escaped(href) + "\">" + escaped(label) + "</a></li>";
	}

	static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}
}
