package org.ssiworkbench.uml;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Writes Ethernet frames as pcapng: one interface a node, times in nanoseconds. The file ends growing at its limit;
 * frames after that are only counted. Thread-safe. Frames reach the file at least at {@link #flush()} and
 * {@link #close()}.
 *
 * @see <a href="https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html">The pcapng format</a>
 */
public final class PcapngWriter implements Closeable {
	private static final int SECTION = 0x0A0D0D0A;
	private static final int INTERFACE = 1;
	private static final int ENHANCED_PACKET = 6;
	private static final int MAGIC = 0x1A2B3C4D;
	private static final short ETHERNET = 1;
	private static final short OPTION_NAME = 2;
	private static final short OPTION_RESOLUTION = 9;
	private static final byte NANOSECONDS = 9;
	private static final int PACKET_OVERHEAD = 32;

	private final FileChannel file;
	private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18).order(ByteOrder.nativeOrder());
	private final LongSupplier clock;
	private final int[] interfaces = new int[EthernetSwitch.MAX_NODE + 1];
	private final long limit;
	private long written;
	private long omitted;

	/**
	 * Starts a file, replacing any of that name.
	 *
	 * @param path where to write
	 * @param nodes number and name of every node that may send
	 * @param clock ns since the epoch: the cluster's clock plus its origin
	 * @param limit bytes the file may grow to
	 */
	public PcapngWriter(Path path, Map<Integer, String> nodes, LongSupplier clock, long limit) throws IOException {
		this.clock = clock;
		this.limit = limit;
		file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING);
		section();
		SortedMap<Integer, String> sorted = new TreeMap<>(nodes);
		int id = 0;
		for (var node : sorted.entrySet()) {
			interfaces[node.getKey()] = id++;
			describe(node.getValue());
		}
		flush();
	}

	/** Adds a frame that begins at {@code offset} in {@code datagram} and reaches to its limit. */
	public synchronized void write(int node, ByteBuffer datagram, int offset) throws IOException {
		int length = datagram.limit() - offset;
		int padded = length + 3 & ~3;
		int total = PACKET_OVERHEAD + padded;
		if (written + buffer.position() + total > limit || total > buffer.capacity()) {
			omitted++;
			return;
		}
		if (buffer.remaining() < total)
			flush();
		long time = clock.getAsLong();
		buffer.putInt(ENHANCED_PACKET).putInt(total).putInt(interfaces[node]);
		buffer.putInt((int) (time >>> 32)).putInt((int) time).putInt(length).putInt(length);
		buffer.put(buffer.position(), datagram, offset, length);
		buffer.position(buffer.position() + length);
		for (int i = length; i < padded; i++)
			buffer.put((byte) 0);
		buffer.putInt(total);
	}

	/** Frames that came after the file had reached its limit. */
	public synchronized long omitted() {
		return omitted;
	}

	/** Hands all frames so far to the file. */
	public synchronized void flush() throws IOException {
		buffer.flip();
		while (buffer.hasRemaining())
			written += file.write(buffer);
		buffer.clear();
	}

	@Override
	public synchronized void close() throws IOException {
		if (file.isOpen())
			flush();
		file.close();
	}

	private void section() {
		int total = 28;
		buffer.putInt(SECTION).putInt(total).putInt(MAGIC).putShort((short) 1).putShort((short) 0);
		buffer.putLong(-1).putInt(total);
	}

	private void describe(String name) {
		byte[] text = name.getBytes(StandardCharsets.UTF_8);
		int padded = text.length + 3 & ~3;
		int total = 20 + 4 + padded + 8 + 4;
		buffer.putInt(INTERFACE).putInt(total).putShort(ETHERNET).putShort((short) 0).putInt(0);
		buffer.putShort(OPTION_NAME).putShort((short) text.length).put(text);
		for (int i = text.length; i < padded; i++)
			buffer.put((byte) 0);
		buffer.putShort(OPTION_RESOLUTION).putShort((short) 1).put(NANOSECONDS).put(new byte[3]);
		buffer.putInt(0).putInt(total);
	}
}
