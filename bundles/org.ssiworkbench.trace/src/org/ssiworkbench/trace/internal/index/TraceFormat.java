package org.ssiworkbench.trace.internal.index;

import java.util.List;

import org.ssiworkbench.trace.NodeLife;
import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.internal.PacketSource;
import org.ssiworkbench.trace.internal.ProblemList;
import org.ssiworkbench.trace.internal.StreamFile;

/** What the metadata of a trace says, and how to read its streams by it. */
interface TraceFormat {

	/** The trace as a whole. */
	TraceDescription description();

	/** The types of its events. */
	TypeTable types();

	/**
	 * A reader of one stream.
	 *
	 * @param number the stream's number in the index
	 * @param start where to begin
	 * @param dictionary gives the codes of texts
	 * @param problems is told what is wrong in the stream
	 */
	StreamDecoder decoder(int number, StreamFile file, Start start, Dictionary dictionary, ProblemList problems);

	/**
	 * Where a decoder goes on.
	 *
	 * @param state null for the stream's begin
	 * @param lives what an earlier decoder of the stream found
	 * @param growing whether what is cut off at the stream's end is waited for
	 * @param windowBytes how much of the file to read at once
	 */
	record Start(PacketSource.State state, List<NodeLife> lives, boolean growing, int windowBytes) {
	}
}
