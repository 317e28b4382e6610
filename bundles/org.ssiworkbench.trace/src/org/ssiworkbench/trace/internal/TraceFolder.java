package org.ssiworkbench.trace.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.ssiworkbench.trace.TraceFormatException;

/** What belongs to a trace in its folder. Sub-folders and hidden files do not, as for other CTF readers. */
public final class TraceFolder {
	private static final int MAX_STREAMS = 2048;
	private static final long MAX_METADATA_BYTES = 8 << 20;

	private TraceFolder() {
	}

	/** Reads the metadata; a {@link TraceFormatException} when the folder is no trace of ours. */
	public static TraceLayout readLayout(Path folder) throws IOException {
		return TraceLayout.parse(readMetadata(folder));
	}

	/** Reads the metadata's text; a {@link TraceFormatException} when the folder is no trace at all. */
	public static String readMetadata(Path folder) throws IOException {
		Path metadata = folder.resolve(MetadataText.FILE);
		if (!Files.isDirectory(folder))
			throw new TraceFormatException(folder + " is not a folder; name the folder of a trace");
		if (!Files.isRegularFile(metadata))
			throw new TraceFormatException(folder + " is not a trace, it has no file named metadata");
		if (Files.size(metadata) > MAX_METADATA_BYTES)
			throw new TraceFormatException(metadata + " is larger than any metadata that is read");
		return MetadataPackets.text(Files.readAllBytes(metadata));
	}

	/** The stream files, sorted by name. */
	public static List<StreamFile> streams(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			List<StreamFile> streams = files.filter(TraceFolder::isStream).sorted().limit(MAX_STREAMS + 1L)
					.map(StreamFile::new).toList();
			if (streams.size() > MAX_STREAMS)
				throw new TraceFormatException(folder + " holds more than " + MAX_STREAMS + " files; it is not a trace of ours");
			return streams;
		}
	}

	private static boolean isStream(Path file) {
		String name = file.getFileName().toString();
		return !name.startsWith(".") && !name.equals(MetadataText.FILE) && Files.isRegularFile(file);
	}
}
