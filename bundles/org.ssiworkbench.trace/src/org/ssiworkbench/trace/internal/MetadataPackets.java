package org.ssiworkbench.trace.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.ssiworkbench.trace.TraceFormatException;

/** Takes the text out of metadata, which may be in packets of its own (CTF 1.8, section 7.1). */
final class MetadataPackets {
	private static final int MAGIC = 0x75D11D57;
	/** magic, uuid, checksum, sizes of content and packet in bits, schemes of compression, encryption, checksum, and the version. */
	private static final int HEADER = 37;
	private static final int CONTENT_SIZE = 24;
	private static final int PACKET_SIZE = 28;
	private static final int SCHEMES = 32;

	private MetadataPackets() {
	}

	static String text(byte[] metadata) throws TraceFormatException {
		ByteBuffer bytes = ByteBuffer.wrap(metadata).order(ByteOrder.LITTLE_ENDIAN);
		if (metadata.length < HEADER)
			return new String(metadata, StandardCharsets.UTF_8);
		if (bytes.getInt(0) != MAGIC && bytes.order(ByteOrder.BIG_ENDIAN).getInt(0) != MAGIC)
			return new String(metadata, StandardCharsets.UTF_8);
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		for (int at = 0; at < metadata.length;)
			at = append(bytes, at, text);
		return text.toString(StandardCharsets.UTF_8);
	}

	private static int append(ByteBuffer bytes, int at, ByteArrayOutputStream text) throws TraceFormatException {
		if (bytes.capacity() - at < HEADER || bytes.getInt(at) != MAGIC)
			throw new TraceFormatException("the metadata is cut off or damaged at byte " + at);
		int content = bytes.getInt(at + CONTENT_SIZE) / 8;
		int packet = bytes.getInt(at + PACKET_SIZE) / 8;
		if (content < HEADER || packet < content || packet > bytes.capacity() - at)
			throw new TraceFormatException("the metadata's packet at byte " + at + " has an impossible size");
		if (bytes.get(at + SCHEMES) != 0 || bytes.get(at + SCHEMES + 1) != 0)
			throw new TraceFormatException("the metadata is compressed or encrypted, which is not read");
		text.write(bytes.array(), at + HEADER, content - HEADER);
		return at + packet;
	}
}
