package org.ssiworkbench.trace.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The formats in which events can be exported. A whole trace is packed by {@link TracePackage}. */
public enum ExportFormat {
	/** Messages, for Wireshark and tshark. */
	PCAPNG((rows, out, progress) -> new PcapngExport(rows, out).write(progress)),
	/** All events on the tracks of Perfetto and of Chrome's tracing page. */
	PERFETTO((rows, out, progress) -> new PerfettoExport(rows, out).write(progress)),
	/** All events with vector clocks, for ShiViz. */
	SHIVIZ((rows, out, progress) -> new ShivizExport(rows, out).write(progress)),
	/** A table of all events and fields. */
	CSV((rows, out, progress) -> new CsvExport(rows, out).write(progress));

	private interface Writer {
		long write(ExportRows rows, OutputStream out, ExportProgress progress) throws IOException;
	}

	private static final int BUFFER = 1 << 18;

	private final Writer writer;

	ExportFormat(Writer writer) {
		this.writer = writer;
	}

	/**
	 * Writes a file. One of that name is replaced when the new one is complete, and only then.
	 *
	 * @return how many events, or messages of a {@link #PCAPNG}, were written
	 * @throws IOException if it cannot be written, or the events cannot be told in this format; the message says why
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public long export(ExportRows rows, Path file, ExportProgress progress) throws IOException {
		try (UnfinishedFile unfinished = new UnfinishedFile(file)) {
			long written;
			try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished.path()), BUFFER)) {
				written = writer.write(rows, out, progress);
			}
			unfinished.finish();
			return written;
		}
	}
}
