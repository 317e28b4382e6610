package org.ssiworkbench.trace.view;

import java.util.List;
import java.util.Optional;

import org.ssiworkbench.trace.query.Message;

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
 * @param columnPixels width of the columns that {@code activity} counts in
 * @param messages how many messages are in the time shown
 */
public record MessageFrame(Viewport viewport, List<Integer> nodes, List<String> services, List<Arrow> arrows, List<Bundle> bundles,
		List<Activity> activity, int columnPixels, long messages) implements Frame {
	private static final int LEAST_LANE = 8;
	private static final int MOST_LANE = 140;

	/** What is counted at a node; messages lost are among those sent. */
	public enum Sort {
		SENT, RECEIVED, LOST
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
			String form, long bytes, Message.State fate) {
	}

	/**
	 * Messages from a node to a node that were sent in a short time.
	 *
	 * @param from number of the sending node
	 * @param to number of the receiving node
	 * @param begin from when
	 * @param end until when
	 * @param latency mean time from send to receive of what is like most of them, ns
	 * @param service place of the service that most of them are for
	 * @param count how many
	 * @param lost how many of them were lost
	 */
	public record Bundle(int from, int to, long begin, long end, long latency, int service, int count, int lost) {
	}

	/**
	 * What a node sent or received for one service, column by column from the viewport's begin. Messages are counted when
	 * they were sent.
	 *
	 * @param node the node
	 * @param service place of the service in the frame's list
	 * @param sort whether the node sent or received the messages, or sent them in vain
	 * @param counts messages in each column
	 */
	public record Activity(int node, int service, Sort sort, int[] counts) {
	}

	/** Where the lanes are in a viewport: above the legend. */
	public Lanes lanes(Viewport shown) {
		return Lanes.fit(shown, nodes.size(), Viewport.AXIS, shown.height() - Viewport.LEGEND, LEAST_LANE, MOST_LANE);
	}

	/** The time at which a column of {@code activity} begins. */
	public long columnTime(int column) {
		return viewport.time(Viewport.GUTTER + (double) column * columnPixels);
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
