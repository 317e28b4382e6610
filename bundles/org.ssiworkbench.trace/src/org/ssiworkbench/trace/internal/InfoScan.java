package org.ssiworkbench.trace.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.trace.TraceInfo;

/** Counts what is in a trace. */
public final class InfoScan {
	private final TraceLayout layout;
	private final ProblemList problems = new ProblemList();
	private final List<TraceInfo.Stream> streams = new ArrayList<>();

	private InfoScan(TraceLayout layout) {
		this.layout = layout;
	}

	public static TraceInfo scan(TraceLayout layout, List<StreamFile> files) {
		InfoScan scan = new InfoScan(layout);
		if (files.isEmpty())
			scan.problems.add(MetadataText.FILE, 0, "the trace has no streams");
		for (StreamFile file : files)
			scan.add(file);
		return scan.info();
	}

	private void add(StreamFile file) {
		TraceInfo.Stream stream = null;
		PacketSource source = new PacketSource(file, layout, false, problems, new TextPool());
		for (Packet packet = source.next(); packet != null; packet = source.next())
			stream = add(stream, file.name(), packet);
		if (stream != null)
			streams.add(stream);
		else
			reportEmpty(file);
	}

	private static TraceInfo.Stream add(TraceInfo.Stream sum, String file, Packet packet) {
		PacketHeader header = packet.header();
		long end = packet.time(packet.count() - 1);
		if (sum == null)
			return new TraceInfo.Stream(file, header.node(), header.boot(), 1, packet.count(), packet.time(0), end,
					header.discarded());
		return new TraceInfo.Stream(file, sum.node(), Math.max(sum.boots(), header.boot()), sum.packets() + 1,
				sum.events() + packet.count(), sum.begin(), end, Math.max(sum.lost(), header.discarded()));
	}

	private void reportEmpty(StreamFile file) {
		try {
			if (file.size() == 0)
				problems.add(file.name(), 0, "the stream is empty");
		} catch (IOException e) {
			problems.add(file.name(), 0, "the file cannot be read: " + e);
		}
	}

	private TraceInfo info() {
		long events = streams.stream().mapToLong(TraceInfo.Stream::events).sum();
		long lost = streams.stream().mapToLong(TraceInfo.Stream::lost).sum();
		long begin = streams.stream().mapToLong(TraceInfo.Stream::begin).min().orElse(0);
		long end = streams.stream().mapToLong(TraceInfo.Stream::end).max().orElse(0);
		List<Integer> nodes = streams.stream().map(TraceInfo.Stream::node).filter(node -> node > 0).distinct().sorted().toList();
		return new TraceInfo(layout.description(), events, nodes, begin, end, lost, List.copyOf(streams), problems.list());
	}
}
