package org.ssiworkbench.node.linux.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The image of large files that guests see as physical memory (the kernel's {@code iomem=mmapper,FILE}), so that no guest
 * reads them page by page and all guests share them. Its first page lists the files for ssi-populate, which has the
 * same layout in C; each file begins on a page.
 */
final class AgentMemory {
	private static final long MAGIC = 0x31474d4949535331L;
	private static final int PAGE = 4096;
	private static final int MAX_FILES = 7;
	private static final int PATH_BYTES = 496;

	private AgentMemory() {
	}

	/** Writes the image of these files. */
	static void write(Path image, List<Path> files) throws IOException {
		if (files.size() > MAX_FILES)
			throw new IllegalArgumentException("the list has room for " + MAX_FILES + " files, not " + files.size());
		ByteBuffer list = ByteBuffer.allocate(PAGE).order(ByteOrder.nativeOrder()).putLong(MAGIC).putLong(files.size());
		try (FileChannel out = FileChannel.open(image, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING)) {
			long offset = PAGE;
			for (Path file : files) {
				long size = roundUp(Files.size(file));
				list.putLong(offset).putLong(size).put(path(file));
				copy(file, out, offset);
				offset += size;
			}
			out.write(list.clear(), 0);
			if (out.size() < offset)
				out.write(ByteBuffer.allocate(1), offset - 1);
		}
	}

	private static void copy(Path file, FileChannel out, long offset) throws IOException {
		try (FileChannel in = FileChannel.open(file)) {
			for (long done = 0; done < in.size();)
				done += out.transferFrom(in.position(done), offset + done, in.size() - done);
		}
	}

	private static byte[] path(Path file) throws IOException {
		byte[] text = file.toString().getBytes(StandardCharsets.UTF_8);
		if (text.length >= PATH_BYTES)
			throw new IOException("the path " + file + " is too long");
		return java.util.Arrays.copyOf(text, PATH_BYTES);
	}

	private static long roundUp(long size) {
		return (size + PAGE - 1) / PAGE * PAGE;
	}
}
