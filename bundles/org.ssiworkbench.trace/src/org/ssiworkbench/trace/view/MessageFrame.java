package org.ssiworkbench.trace.view;

import java.util.List;
import java.util.Optional;

/**
 * The space-time diagram of the messages: a lane a node, and from lane to lane either single arrows or, where those would
 * be too many, bundles of them, with each lane's activity.
 *
 * @param viewport what it was made for
 * @param nodes the nodes of the lanes, from the top
 * @param services names of the services that the numbers in arrows and bundles stand for
 * @param arrows the messages, when there are few; else empty
 * @param bundles messages counted together, when there are many; else empty
 * @param activity what each lane's node did, when there are many; else empty
 * @param messages how many messages are in the time shown
 */
public record MessageFrame(Viewport viewport, List<Integer> nodes, List<String> services, List<Arrow> arrows, List<Bundle> bundles,
		List<Activity> activity, long messages) implements Frame {
	private static final int LEAST_LANE = 14;
	private static final int MOST_LANE = 84;

	/** What became of a message. */
	public enum Fate {
		DELIVERED, LOST, IN_FLIGHT
	}

	/**
	 * One message.
	 *
	 * @param sendRow place of its send in the index, -1 if the trace has none
	 * @param receiveRow place of its receive, -1 if none
	 * @param from number of the sending node
	 * @param to number of the receiving node
	 * @param sent when it left, ns; of a message without send its receive
	 * @param received when it arrived; for a lost message where its arrow ends
	 * @param service place of its service in the frame's list
	 * @param operation what is asked of the service
	 * @param form rpc, reply, message or imalive
	 * @param bytes its size
	 * @param fate what became of it
	 */
	public record Arrow(int sendRow, int receiveRow, int from, int to, long sent, long received, int service, String operation,
			String form, long bytes, Fate fate) {
	}

	/**
	 * Messages from a node to a node that were sent in a short time.
	 *
	 * @param from number of the sending node
	 * @param to number of the receiving node
	 * @param begin from when
	 * @param end until when
	 * @param latency their mean time from send to receive, ns
	 * @param service place of the service that most of them are for
	 * @param count how many
	 * @param lost how many of them were lost
	 */
	public record Bundle(int from, int to, long begin, long end, long latency, int service, int count, int lost) {
	}

	/**
	 * What a node sent and received in the time of a pixel.
	 *
	 * @param node the node
	 * @param begin from when
	 * @param end until when
	 * @param sent messages sent, for each service
	 * @param received messages received, for each service
	 */
	public record Activity(int node, long begin, long end, int[] sent, int[] received) {

		/** All messages. */
		public int count() {
			int count = 0;
			for (int i = 0; i < sent.length; i++)
				count += sent[i] + received[i];
			return count;
		}
	}

	/** Where the lanes are in a viewport. */
	public Lanes lanes(Viewport shown) {
		return Lanes.fit(shown, nodes.size(), Viewport.AXIS, shown.height(), LEAST_LANE, MOST_LANE);
	}

	@Override
	public int contentHeight() {
		return lanes(viewport).totalHeight();
	}

	@Override
	public Optional<Hit> hit(Viewport shown, double x, double y) {
		return new MessageHits(this, shown).at(x, y);
	}
}
