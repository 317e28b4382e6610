package org.ssiworkbench.trace.internal.index;

import java.io.IOException;
import java.util.List;

import org.ssiworkbench.trace.NodeLife;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.internal.PacketSource;

/** Reads one stream from one end to the other. Used by one thread at a time. */
interface StreamDecoder {

	/** Appends the events of the next packet; false if there is none now. Their times do not go back. */
	boolean next(EventRun run);

	/** Where it is in the stream. */
	PacketSource.State state();

	/** The recording node; known after the first packet. */
	int node();

	/** When the nodes of this stream lived, as far as it was read. Thread-safe. */
	List<NodeLife> lives();

	/** Reads one event again, with all its fields. Thread-safe. */
	TraceEvent event(long place, long time) throws IOException;
}
