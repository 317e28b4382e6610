package org.ssiworkbench.node.linux;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The payload of a frame to PID 1: big-endian numbers, bytes, and texts that end with a NUL. */
final class FrameWriter {
	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	FrameWriter u8(int value) {
		out.write(value);
		return this;
	}

	FrameWriter u32(int value) {
		return u8(value >> 24).u8(value >> 16).u8(value >> 8).u8(value);
	}

	FrameWriter bytes(byte[] value) {
		out.writeBytes(value);
		return this;
	}

	FrameWriter utf8(String value) {
		return bytes(value.getBytes(StandardCharsets.UTF_8));
	}

	/** Their number and each of them. */
	FrameWriter texts(List<String> values) {
		u32(values.size());
		for (String value : values)
			utf8(value).u8(0);
		return this;
	}

	byte[] toBytes() {
		return out.toByteArray();
	}
}
