package org.ssiworkbench.cluster.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.xml.sax.Locator;

/** The text of a file, read within bounds, and its lines. */
final class FileText {
	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private final String text;
	private final String[] lines;

	private FileText(String text) {
		this.text = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
		lines = this.text.split("\r\n|\r|\n", -1);
	}

	static FileText read(Path path) throws UnreadableException {
		byte[] bytes = readBytes(path);
		try {
			return new FileText(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
		} catch (CharacterCodingException e) {
			throw new UnreadableException(0, "is not UTF-8 text", "save it in UTF-8");
		}
	}

	private static byte[] readBytes(Path path) throws UnreadableException {
		if (!Files.exists(path)) {
			throw new UnreadableException(0, "does not exist", "give the path of a .ssicluster file");
		}
		if (!Files.isRegularFile(path)) {
			throw new UnreadableException(0, "is no ordinary file", "give the path of a .ssicluster file");
		}
		try (InputStream in = Files.newInputStream(path)) {
			byte[] bytes = in.readNBytes(ClusterFile.LARGEST_FILE + 1);
			if (bytes.length > ClusterFile.LARGEST_FILE) {
				throw new UnreadableException(0, "is larger than " + (ClusterFile.LARGEST_FILE >> 20) + " MB",
						"give a .ssicluster file; a cluster of 127 nodes takes less than 100 KB");
			}
			return bytes;
		} catch (IOException e) {
			throw new UnreadableException(0, "cannot be read: " + e.getMessage(), "make it readable for you");
		}
	}

	/** @return without the byte order mark that some editors put first */
	String xml() {
		return text;
	}

	/**
	 * The line on which a start tag begins. A parser tells only where it ends, and the last {@code <} before that is its
	 * beginning, as attribute values cannot contain one.
	 *
	 * @param end where the tag ends
	 * @return from 1
	 */
	int startLine(Locator end) {
		int line = Math.min(end.getLineNumber(), lines.length);
		if (line < 1) {
			return 0;
		}
		int column = Math.max(0, end.getColumnNumber() - 2);
		if (lines[line - 1].lastIndexOf('<', column) >= 0) {
			return line;
		}
		do {
			line--;
		} while (line > 0 && lines[line - 1].indexOf('<') < 0);
		return line > 0 ? line : end.getLineNumber();
	}
}
