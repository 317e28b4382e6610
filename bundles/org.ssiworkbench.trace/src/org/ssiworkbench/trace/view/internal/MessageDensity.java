package org.ssiworkbench.trace.view.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.view.Cancel;
import org.ssiworkbench.trace.view.MessageFrame;
import org.ssiworkbench.trace.view.MessageFrame.Activity;
import org.ssiworkbench.trace.view.MessageFrame.Bundle;
import org.ssiworkbench.trace.view.Viewport;

/** Counts the messages of a viewport in columns of a few pixels. */
final class MessageDensity {
	private static final int BUNDLE_PIXELS = 8;
	private static final int MOST_BUNDLES = 3000;

	/** One pair's messages in a column of bundles. */
	private static final class PairSum {
		final int flow;
		int service;
		int most;
		int count;
		int lost;
		double latency;

		PairSum(int flow) {
			this.flow = flow;
		}

		void add(FlowSums sums, int from, int serviceOf) {
			count += sums.count(from);
			lost += sums.lost(from);
			latency += sums.latency(from);
			if (sums.count(from) > most) {
				most = sums.count(from);
				service = serviceOf;
			}
		}
	}

	private final TraceIndex index;
	private final MessageTable table;
	private final Wanted wanted;
	private final Viewport viewport;
	private final List<Integer> nodes;
	private final int columnPixels;
	private final int columns;
	private final Map<Integer, int[][]> sent = new HashMap<>();
	private final Map<Integer, int[][]> received = new HashMap<>();
	private final List<Bundle> bundles = new ArrayList<>();
	private long messages;

	MessageDensity(TraceIndex index, MessageTable table, Wanted wanted, Viewport viewport, List<Integer> nodes) {
		this.index = index;
		this.table = table;
		this.wanted = wanted;
		this.viewport = viewport;
		this.nodes = nodes;
		columnPixels = nodes.size() <= 8 ? 2 : 4;
		columns = (viewport.plotWidth() + columnPixels - 1) / columnPixels;
	}

	MessageFrame frame(int first, int last, Cancel cancel) {
		int perBundle = BUNDLE_PIXELS / columnPixels;
		int mostInColumn = Math.max(nodes.size(), MOST_BUNDLES * perBundle / columns);
		Map<Integer, PairSum> pairs = new HashMap<>();
		FlowSums sums = new FlowSums();
		int from = first;
		for (int column = 0; column < columns; column++) {
			cancel.check();
			int to = column + 1 == columns ? last : Math.min(last, table.firstAt(index.rowAt(columnTime(column + 1)), from));
			sums.clear();
			table.pyramid().sum(from, to, sums);
			count(sums, column, pairs);
			from = to;
			if ((column + 1) % perBundle == 0 || column + 1 == columns)
				bundle(pairs, columnTime(column / perBundle * perBundle), columnTime(column + 1), mostInColumn);
		}
		return new MessageFrame(viewport, nodes, wanted.services(), List.of(), bundles, activity(), columnPixels, messages);
	}

	private long columnTime(int column) {
		return viewport.time(Viewport.GUTTER + (double) column * columnPixels);
	}

	private void count(FlowSums sums, int column, Map<Integer, PairSum> pairs) {
		for (int i = 0; i < sums.size(); i++) {
			int flow = sums.flow(i);
			if (!wanted.isWanted(flow))
				continue;
			int count = sums.count(flow);
			int service = wanted.service(flow);
			messages += count;
			column(sent, table.flows.from(flow), service)[column] += count;
			column(received, table.flows.to(flow), service)[column] += count - sums.lost(flow);
			pairs.computeIfAbsent(table.flows.pair(flow), pair -> new PairSum(flow)).add(sums, flow, service);
		}
	}

	private int[] column(Map<Integer, int[][]> counts, int node, int service) {
		int[][] services = counts.computeIfAbsent(node, key -> new int[wanted.services().size()][]);
		if (services[service] == null)
			services[service] = new int[columns];
		return services[service];
	}

	/** Ends a column of bundles; of too many pairs those with the fewest messages are left to the lanes' activity. */
	private void bundle(Map<Integer, PairSum> pairs, long begin, long end, int most) {
		pairs.values().stream().sorted(Comparator.comparingInt((PairSum pair) -> pair.lost > 0 ? 0 : 1)
				.thenComparingInt(pair -> -pair.count).thenComparingInt(pair -> pair.flow)).limit(most)
				.map(pair -> bundle(pair, begin, end)).forEach(bundles::add);
		pairs.clear();
	}

	private Bundle bundle(PairSum pair, long begin, long end) {
		int arrived = pair.count - pair.lost;
		long latency = arrived == 0 ? 0 : Math.round(pair.latency / arrived);
		return new Bundle(table.flows.from(pair.flow), table.flows.to(pair.flow), begin, end, latency, pair.service, pair.count, pair.lost);
	}

	private List<Activity> activity() {
		List<Activity> activity = new ArrayList<>();
		for (int node : nodes) {
			add(activity, node, true, sent.get(node));
			add(activity, node, false, received.get(node));
		}
		return activity;
	}

	private static void add(List<Activity> activity, int node, boolean sending, int[][] services) {
		for (int service = 0; services != null && service < services.length; service++)
			if (services[service] != null)
				activity.add(new Activity(node, service, sending, services[service]));
	}
}
