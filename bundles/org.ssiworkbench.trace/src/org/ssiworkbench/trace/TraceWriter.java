package org.ssiworkbench.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.ssiworkbench.trace.internal.MetadataText;
import org.ssiworkbench.trace.internal.StreamFile;
import org.ssiworkbench.trace.internal.StreamTail;
import org.ssiworkbench.trace.internal.TraceLayout;

/**
 * Writes a trace: a folder with the metadata, a stream file for each node and one for the controller. What was appended
 * has been handed to the operating system and outlives this process. Given the same description and the same packets in
 * the same order, the files are the same byte for byte. Thread-safe.
 */
public final class TraceWriter implements AutoCloseable {
	private static final int CONTROLLER = 0;

	private final Path folder;
	private final TraceDescription description;
	private final TraceLayout layout;
	private final Map<Integer, StreamTail> tails = new HashMap<>();
	private final PacketEncoder controller;

	private TraceWriter(Path folder, TraceDescription description, TraceLayout layout) {
		this.folder = folder;
		this.description = description;
		this.layout = layout;
		controller = encoder(CONTROLLER);
	}

	/**
	 * Starts a trace.
	 *
	 * @param folder is created; it must not exist or be empty
	 * @throws IOException if the folder cannot be made, or holds something
	 */
	public static TraceWriter create(Path folder, TraceDescription description) throws IOException {
		Files.createDirectories(folder);
		requireEmpty(folder);
		String metadata = MetadataText.of(description);
		Path unfinished = folder.resolve('.' + MetadataText.FILE);
		Files.writeString(unfinished, metadata);
		Files.move(unfinished, folder.resolve(MetadataText.FILE), StandardCopyOption.ATOMIC_MOVE);
		return new TraceWriter(folder, description, TraceLayout.parse(metadata));
	}

	/** The trace's folder. */
	public Path folder() {
		return folder;
	}

	/** What the trace says about itself; nodes need its {@link TraceDescription#id()}. */
	public TraceDescription description() {
		return description;
	}

	/**
	 * Appends whole packets to a node's stream. A node's next life is recognized by its packets being counted from 0 again.
	 *
	 * @throws TraceFormatException if a packet is not whole and sound. The packets before it are appended, it and those
	 *         behind it are not. The stream stays good, and readers see from the counters that packets are missing.
	 * @throws IOException if the stream cannot be written; nothing of the packet stays in it
	 */
	public synchronized void append(int node, byte[] packets) throws IOException {
		StreamTail tail = tails.computeIfAbsent(node, number -> new StreamTail(StreamFile.of(folder, number).path(), number, layout));
		int offset = 0;
		while (offset < packets.length)
			try {
				offset = tail.append(packets, offset);
			} catch (TraceFormatException e) {
				throw new TraceFormatException("trace packet of node " + node + " refused: " + e.getMessage());
			}
	}

	/**
	 * An encoder whose packets are appended here: for nodes that live in this process. The encoder throws
	 * {@link UncheckedIOException} when a packet cannot be written; its owner flushes it before this writer is closed.
	 * The controller's stream (node 0) has either such an encoder or {@link #record}, not both.
	 */
	public PacketEncoder encoder(int node) {
		return new PacketEncoder(description.id(), node, PacketEncoder.PACKET_BYTES, packet -> appendUnchecked(node, packet));
	}

	/** Records an event of the controller; see {@link PacketEncoder#add}. It is on disk after the next {@link #flush()}. */
	public synchronized void record(long time, EventKind kind, long cause, Object... values) throws IOException {
		try {
			controller.add(time, kind, cause, values);
		} catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	/** Writes what the controller recorded; to be called at least every 100 ms while the cluster runs. */
	public synchronized void flush() throws IOException {
		try {
			controller.flush();
		} catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	@Override
	public void close() throws IOException {
		flush();
	}

	private void appendUnchecked(int node, byte[] packet) {
		try {
			append(node, packet);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static void requireEmpty(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			if (files.findAny().isPresent())
				throw new IOException(folder + " is not empty; name another folder for the trace, or remove this one");
		}
	}
}
