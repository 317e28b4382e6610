package org.ssiworkbench.trace.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes pcapng blocks of packets that were taken above the network: each begins with tags that say how to read it.
 *
 * @see <a href="https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html">The pcapng format</a>
 * @see <a href="https://www.tcpdump.org/linktypes/LINKTYPE_WIRESHARK_UPPER_PDU.html">The tags</a>
 */
final class PcapngBlocks {
	private static final int SECTION = 0x0A0D0D0A;
	private static final int MAGIC = 0x1A2B3C4D;
	private static final int INTERFACE = 1;
	private static final int ENHANCED_PACKET = 6;
	private static final int UPPER_PDU = 252;
	private static final int COMMENT = 1;
	private static final int NAME = 2;
	private static final int RESOLUTION = 9;
	private static final byte NANOSECONDS = 9;

	private final OutputStream out;

	PcapngBlocks(OutputStream out) {
		this.out = out;
	}

	void section(String comment) throws IOException {
		ByteArrayOutputStream options = new ByteArrayOutputStream();
		option(options, COMMENT, utf8(comment));
		end(options);
		ByteBuffer body = body(16 + options.size());
		body.putInt(MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1).put(options.toByteArray());
		block(SECTION, body);
	}

	void describeInterface(String name) throws IOException {
		ByteArrayOutputStream options = new ByteArrayOutputStream();
		option(options, NAME, utf8(name));
		option(options, RESOLUTION, new byte[] { NANOSECONDS });
		end(options);
		ByteBuffer body = body(8 + options.size());
		body.putShort((short) UPPER_PDU).putShort((short) 0).putInt(0).put(options.toByteArray());
		block(INTERFACE, body);
	}

	/** @param time ns since the epoch */
	void packet(int interfaceNumber, long time, byte[] data, String comment) throws IOException {
		ByteArrayOutputStream options = new ByteArrayOutputStream();
		option(options, COMMENT, utf8(comment));
		end(options);
		ByteBuffer body = body(20 + padded(data.length) + options.size());
		body.putInt(interfaceNumber).putInt((int) (time >>> 32)).putInt((int) time).putInt(data.length).putInt(data.length);
		body.put(data).position(20 + padded(data.length)).put(options.toByteArray());
		block(ENHANCED_PACKET, body);
	}

	private void block(int type, ByteBuffer body) throws IOException {
		int length = body.capacity() + 12;
		out.write(body(8).putInt(type).putInt(length).array());
		out.write(body.array());
		out.write(body(4).putInt(length).array());
	}

	private static void option(ByteArrayOutputStream options, int code, byte[] value) {
		options.writeBytes(body(4).putShort((short) code).putShort((short) value.length).array());
		options.writeBytes(value);
		options.writeBytes(new byte[padded(value.length) - value.length]);
	}

	private static void end(ByteArrayOutputStream options) {
		options.writeBytes(new byte[4]);
	}

	private static ByteBuffer body(int length) {
		return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static int padded(int length) {
		return length + 3 & ~3;
	}
}
