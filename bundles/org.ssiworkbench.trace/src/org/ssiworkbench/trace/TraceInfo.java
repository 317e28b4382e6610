package org.ssiworkbench.trace;

import java.util.List;

/**
 * A trace in numbers. Times are nanoseconds of the cluster's clock, 0 when there are no events.
 *
 * @param description what the trace says about itself
 * @param events readable events
 * @param nodes the nodes that recorded something, ascending, without the controller
 * @param begin time of the first event
 * @param end time of the last event
 * @param lost events that the recorders report as lost
 * @param streams each stream file
 * @param problems what could not be read and why
 */
public record TraceInfo(TraceDescription description, long events, List<Integer> nodes, long begin, long end, long lost,
		List<Stream> streams, List<TraceProblem> problems) {

	/**
	 * One stream file with at least one packet.
	 *
	 * @param file its name in the trace's folder
	 * @param node the recording node, 0 for the controller
	 * @param boots lives of the node that recorded something
	 * @param packets readable packets
	 * @param events readable events
	 * @param begin time of the first event
	 * @param end time of the last event
	 * @param lost events reported as lost
	 */
	public record Stream(String file, int node, int boots, long packets, long events, long begin, long end, long lost) {
	}
}
