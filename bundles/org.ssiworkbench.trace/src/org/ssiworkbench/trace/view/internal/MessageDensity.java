package org.ssiworkbench.trace.view.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.view.Cancel;
import org.ssiworkbench.trace.view.MessageFrame;
import org.ssiworkbench.trace.view.MessageFrame.Activity;
import org.ssiworkbench.trace.view.MessageFrame.Bundle;
import org.ssiworkbench.trace.view.Viewport;

/** Counts the messages of a viewport in columns of a few pixels: at the nodes, and, if there are few flows, between them. */
final class MessageDensity {
	private static final int LEAST_PIXELS = 2;
	private static final int MOST_PIXELS = 8;
	/** Bars in all lanes that can be painted in time. */
	private static final int BARS = 16_000;
	private static final int BUNDLE_PIXELS = 8;
	private static final int MOST_BUNDLES = 3000;

	private final TraceIndex index;
	private final MessageTable table;
	private final Wanted wanted;
	private final Viewport viewport;
	private final List<Integer> nodes;
	private final int columnPixels;
	private final int[] bounds;

	MessageDensity(TraceIndex index, MessageTable table, Wanted wanted, Viewport viewport, List<Integer> nodes) {
		this.index = index;
		this.table = table;
		this.wanted = wanted;
		this.viewport = viewport;
		this.nodes = nodes;
		columnPixels = Math.clamp(2L * nodes.size() * viewport.plotWidth() / BARS, LEAST_PIXELS, MOST_PIXELS);
		bounds = new int[(viewport.plotWidth() + columnPixels - 1) / columnPixels + 1];
	}

	MessageFrame frame(int first, int last, Cancel cancel) {
		for (int column = 0; column < bounds.length; column++) {
			int from = column == 0 ? first : bounds[column - 1];
			bounds[column] = column + 1 == bounds.length ? last : Math.min(last, table.firstAt(index.rowAt(time(column)), from));
		}
		List<Activity> activity = activity(cancel);
		long messages = activity.stream().filter(each -> each.sort() == MessageFrame.Sort.SENT)
				.flatMapToInt(each -> Arrays.stream(each.counts())).asLongStream().sum();
		return new MessageFrame(viewport, nodes, wanted.services(), List.of(), table.ofFlows() == null ? List.of() : bundles(cancel),
				activity, columnPixels, messages);
	}

	private long time(int column) {
		return viewport.time(Viewport.GUTTER + (double) column * columnPixels);
	}

	private List<Activity> activity(Cancel cancel) {
		NodeKinds ends = table.ends();
		int[][][] counts = new int[ends.ends()][MessageFrame.Sort.values().length][];
		int[] sums = new int[ends.count()];
		for (int column = 0; column + 1 < bounds.length; column++) {
			cancel.check();
			Arrays.fill(sums, 0);
			table.atNodes().sum(bounds[column], bounds[column + 1], sums);
			for (int kind = 0; kind < sums.length; kind++)
				if (sums[kind] != 0)
					column(counts[kind / counts[0].length], kind % counts[0].length)[column] = sums[kind];
		}
		return activity(ends, counts);
	}

	private int[] column(int[][] ofEnd, int sort) {
		if (ofEnd[sort] == null)
			ofEnd[sort] = new int[bounds.length - 1];
		return ofEnd[sort];
	}

	private List<Activity> activity(NodeKinds ends, int[][][] counts) {
		List<Activity> activity = new ArrayList<>();
		for (int end = 0; end < counts.length; end++) {
			int service = wanted.service(ends, end);
			for (MessageFrame.Sort sort : MessageFrame.Sort.values())
				if (service >= 0 && counts[end][sort.ordinal()] != null)
					activity.add(new Activity(ends.node(end), service, sort, counts[end][sort.ordinal()]));
		}
		return activity;
	}

	private List<Bundle> bundles(Cancel cancel) {
		List<Bundle> bundles = new ArrayList<>();
		int each = Math.max(1, BUNDLE_PIXELS / columnPixels);
		int most = Math.max(2 * nodes.size(), MOST_BUNDLES * each / bounds.length);
		int[] sums = new int[2 * table.flows.count()];
		for (int column = 0; column + 1 < bounds.length; column += each) {
			cancel.check();
			int next = Math.min(column + each, bounds.length - 1);
			Arrays.fill(sums, 0);
			table.ofFlows().sum(bounds[column], bounds[next], sums);
			bundle(sums, time(column), time(next), most, bundles);
		}
		return bundles;
	}

	/** Of too many flows those with the fewest messages are left to the lanes' activity. */
	private void bundle(int[] sums, long begin, long end, int most, List<Bundle> bundles) {
		List<Bundle> column = new ArrayList<>();
		for (int flow = 0; flow < table.flows.count(); flow++)
			if (sums[FlowKinds.all(flow)] > 0 && wanted.isWanted(flow))
				column.add(new Bundle(table.flows.from(flow), table.flows.to(flow), begin, end, table.meanLatency(flow),
						wanted.service(flow), sums[FlowKinds.all(flow)], sums[FlowKinds.lost(flow)]));
		if (column.size() > most)
			column.sort(Comparator.comparingInt((Bundle bundle) -> bundle.lost() > 0 ? 0 : 1)
					.thenComparingInt(bundle -> -bundle.count()));
		bundles.addAll(column.subList(0, Math.min(most, column.size())));
	}
}
