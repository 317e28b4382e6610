package org.ssiworkbench.trace.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

import org.ssiworkbench.trace.TraceFormatException;

/**
 * The growing end of one stream file. A node that boots again starts to count anew; here its packets are numbered on, so
 * that CTF readers see one stream with rising counters.
 */
public final class StreamTail {
	private final Path file;
	private final int node;
	private final TraceLayout layout;
	private final TextPool texts = new TextPool();
	private long lastTime;
	private long lastSequence = -1;
	private long sequenceBase;
	private long discarded;
	private long discardedBase;
	private int boot = 1;

	public StreamTail(Path file, int node, TraceLayout layout) {
		this.file = file;
		this.node = node;
		this.layout = layout;
	}

	/**
	 * Checks the packet at {@code offset} and appends it.
	 *
	 * @return where the packet ends in {@code data}
	 * @throws TraceFormatException if the packet is not whole and sound; nothing is appended then
	 */
	public int append(byte[] data, int offset) throws IOException {
		byte[] rest = Arrays.copyOfRange(data, offset, data.length);
		PacketHeader header = PacketHeader.parse(rest, rest.length, layout.description().id());
		if (header.bytes() > rest.length)
			throw new TraceFormatException("the packet is cut off: " + rest.length + " of " + header.bytes() + " bytes are there");
		byte[] packet = Arrays.copyOf(rest, header.bytes());
		check(header, packet);
		number(header, packet);
		write(packet);
		lastTime = header.end();
		return offset + packet.length;
	}

	private void check(PacketHeader header, byte[] packet) throws TraceFormatException {
		if (header.node() != node)
			throw new TraceFormatException("the packet is of node " + header.node() + ", not of node " + node);
		String fault = new Packet(header, packet, layout, texts).fault();
		if (fault != null)
			throw new TraceFormatException(fault);
		if (header.begin() < lastTime)
			throw new TraceFormatException("the packet begins at " + header.begin() + " ns, before the stream's end at " + lastTime + " ns");
	}

	private void number(PacketHeader header, byte[] packet) {
		if (header.sequence() <= lastSequence) {
			sequenceBase += lastSequence + 1;
			discardedBase = discarded;
			boot++;
		}
		lastSequence = header.sequence();
		discarded = discardedBase + header.discarded();
		ByteBuffer bytes = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
		bytes.putLong(PacketFormat.SEQUENCE, sequenceBase + header.sequence());
		bytes.putLong(PacketFormat.DISCARDED, discarded);
		bytes.putInt(PacketFormat.BOOT, boot);
	}

	/**
	 * Hands the packet to the operating system, so that it outlives this process; what the disk has no room for is taken
	 * back. Not with a FileChannel, which an interrupt of the thread would close in the middle.
	 */
	private void write(byte[] packet) throws IOException {
		try (RandomAccessFile stream = new RandomAccessFile(file.toFile(), "rw")) {
			long end = stream.length();
			stream.seek(end);
			try {
				stream.write(packet);
			} catch (IOException e) {
				stream.setLength(end);
				throw e;
			}
		}
	}
}
