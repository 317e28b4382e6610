package org.ssiworkbench.trace.internal.index;

import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.internal.PacketSource;
import org.ssiworkbench.trace.internal.ProblemList;
import org.ssiworkbench.trace.internal.StreamFile;
import org.ssiworkbench.trace.internal.TextPool;
import org.ssiworkbench.trace.internal.TraceLayout;

/** A trace that SSI Workbench wrote. */
record OwnFormat(TraceLayout layout, OwnTypes own) implements TraceFormat {

	OwnFormat(TraceLayout layout) {
		this(layout, new OwnTypes(layout));
	}

	@Override
	public TraceDescription description() {
		return layout.description();
	}

	@Override
	public TypeTable types() {
		return own.table;
	}

	@Override
	public StreamDecoder decoder(int number, StreamFile file, Start start, Dictionary dictionary, ProblemList problems) {
		PacketSource source = new PacketSource(file, layout, start.growing(), problems, new TextPool(), start.windowBytes());
		if (start.state() != null)
			source.resume(start.state());
		return new PacketDecoder(number, file, source, layout, own, dictionary, start.lives());
	}
}
