package org.ssiworkbench.trace.internal.index;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

import org.ssiworkbench.trace.NodeLife;
import org.ssiworkbench.trace.TraceProblem;
import org.ssiworkbench.trace.internal.PacketSource;

/**
 * What is stored beside the columns of an index, to go on from there.
 *
 * @param growing whether what was cut off at a stream's end was waited for
 * @param metadata checksum of the trace's metadata
 * @param rows how many rows there are
 * @param blocks a checksum of each block of the columns and the links
 * @param streams the streams, by number
 * @param texts the dictionary
 */
record IndexState(boolean growing, long metadata, int rows, long[] blocks, List<Stream> streams, List<String> texts, List<TraceProblem> problems) {
	private static final int VERSION = 1;
	private static final int MAX_ITEMS = 1 << 20;

	/**
	 * One stream, as it was when it was indexed.
	 *
	 * @param print what it looked like, see {@link FilePrint}
	 */
	record Stream(String name, FilePrint print, PacketSource.State state, List<NodeLife> lives) {
	}

	/** Writes it so that it is there as a whole or not at all. */
	void write(Path file, Zones zones) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(bytes);
		write(out);
		zones.write(out, rows);
		out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
		Path unfinished = file.resolveSibling(file.getFileName() + ".new");
		Files.write(unfinished, bytes.toByteArray());
		Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	/** Reads what was written; an exception if it is damaged. */
	static IndexState read(Path file, Zones zones) throws IOException {
		byte[] bytes = Files.readAllBytes(file);
		int size = bytes.length - Long.BYTES;
		if (size < 0)
			throw new IOException(file + " is cut off");
		DataInputStream end = new DataInputStream(new ByteArrayInputStream(bytes, size, Long.BYTES));
		if (end.readLong() != checksum(bytes, size))
			throw new IOException(file + " is damaged");
		DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, size));
		if (in.readInt() != VERSION)
			throw new IOException(file + " is of another version");
		IndexState state = read(in);
		zones.read(in, state.rows);
		return state;
	}

	private void write(DataOutputStream out) throws IOException {
		out.writeInt(VERSION);
		out.writeBoolean(growing);
		out.writeLong(metadata);
		out.writeInt(rows);
		out.writeInt(blocks.length);
		for (long block : blocks)
			out.writeLong(block);
		out.writeInt(streams.size());
		for (Stream stream : streams)
			write(out, stream);
		out.writeInt(texts.size());
		for (String text : texts)
			out.writeUTF(text);
		out.writeInt(problems.size());
		for (TraceProblem problem : problems) {
			out.writeUTF(problem.file());
			out.writeLong(problem.offset());
			out.writeUTF(problem.reason());
		}
	}

	private static IndexState read(DataInputStream in) throws IOException {
		boolean growing = in.readBoolean();
		long metadata = in.readLong();
		int rows = in.readInt();
		long[] blocks = new long[count(in)];
		for (int i = 0; i < blocks.length; i++)
			blocks[i] = in.readLong();
		List<Stream> streams = new ArrayList<>();
		for (int i = count(in); i > 0; i--)
			streams.add(readStream(in));
		String[] texts = new String[count(in)];
		for (int i = 0; i < texts.length; i++)
			texts[i] = in.readUTF();
		List<TraceProblem> problems = new ArrayList<>();
		for (int i = count(in); i > 0; i--)
			problems.add(new TraceProblem(in.readUTF(), in.readLong(), in.readUTF()));
		return new IndexState(growing, metadata, rows, blocks, streams, Arrays.asList(texts), problems);
	}

	private static void write(DataOutputStream out, Stream stream) throws IOException {
		out.writeUTF(stream.name);
		stream.print.write(out);
		out.writeLong(stream.state.offset());
		out.writeInt(stream.state.node());
		out.writeLong(stream.state.time());
		out.writeLong(stream.state.sequence());
		out.writeInt(stream.lives.size());
		for (NodeLife life : stream.lives) {
			out.writeInt(life.node());
			out.writeInt(life.boot());
			out.writeLong(life.begin());
			out.writeLong(life.end());
		}
	}

	private static Stream readStream(DataInputStream in) throws IOException {
		String name = in.readUTF();
		FilePrint print = FilePrint.read(in);
		PacketSource.State state = new PacketSource.State(in.readLong(), in.readInt(), in.readLong(), in.readLong());
		List<NodeLife> lives = new ArrayList<>();
		for (int i = count(in); i > 0; i--)
			lives.add(new NodeLife(in.readInt(), in.readInt(), in.readLong(), in.readLong()));
		return new Stream(name, print, state, lives);
	}

	private static int count(DataInputStream in) throws IOException {
		int count = in.readInt();
		if (count < 0 || count > MAX_ITEMS)
			throw new IOException("an impossible count");
		return count;
	}

	private static long checksum(byte[] bytes, int size) {
		CRC32C checksum = new CRC32C();
		checksum.update(bytes, 0, size);
		return checksum.getValue();
	}
}
