package org.ssiworkbench.trace.view.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

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
	/** Lines that can be painted in time: each takes up to 30 µs on a canvas. */
	private static final int MOST_BUNDLES = 2500;
	private static final Comparator<Activity> ORDER = Comparator.comparingInt(Activity::node).thenComparingInt(Activity::service)
			.thenComparing(Activity::sort);
	private static final Comparator<Bundle> MOST_FIRST = Comparator.comparingInt((Bundle bundle) -> -bundle.count())
			.thenComparingInt(Bundle::service).thenComparingLong(Bundle::latency);

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
		int[] sums = new int[ends.count()];
		SortedMap<Activity, int[]> counts = new TreeMap<>(ORDER);
		int[][] byKind = IntStream.range(0, sums.length).mapToObj(kind -> counts(ends, kind, counts)).toArray(int[][]::new);
		for (int column = 0; column + 1 < bounds.length; column++) {
			cancel.check();
			Arrays.fill(sums, 0);
			table.atNodes().sum(bounds[column], bounds[column + 1], sums);
			for (int kind = 0; kind < sums.length; kind++)
				if (byKind[kind] != null)
					byKind[kind][column] += sums[kind];
		}
		return counts.keySet().stream().filter(each -> Arrays.stream(each.counts()).anyMatch(count -> count > 0)).toList();
	}

	/** Where a kind of messages at a node is counted: datagrams and others together; null if it is not wanted. */
	private int[] counts(NodeKinds ends, int kind, SortedMap<Activity, int[]> counts) {
		int end = ends.end(kind);
		int service = wanted.service(ends, end);
		if (service < 0)
			return null;
		Activity activity = new Activity(ends.node(end), service, ends.sort(kind), new int[bounds.length - 1]);
		return counts.computeIfAbsent(activity, Activity::counts);
	}

	private List<Bundle> bundles(Cancel cancel) {
		List<List<Bundle>> columns = new ArrayList<>();
		int each = Math.max(1, BUNDLE_PIXELS / columnPixels);
		int[] sums = new int[2 * table.flows.count()];
		for (int column = 0; column + 1 < bounds.length; column += each) {
			cancel.check();
			int next = Math.min(column + each, bounds.length - 1);
			Arrays.fill(sums, 0);
			table.ofFlows().sum(bounds[column], bounds[next], sums);
			columns.add(column(sums, time(column), time(next)));
		}
		int most = mostInColumn(columns.stream().mapToInt(List::size).sorted().toArray());
		return columns.stream().flatMap(column -> column.stream().limit(most)).toList();
	}

	/** How many bundles each column may have, for all together to be few enough; {@code sizes} ascending. */
	private static int mostInColumn(int[] sizes) {
		int left = MOST_BUNDLES;
		for (int i = 0; i < sizes.length; i++) {
			int share = left / (sizes.length - i);
			if (sizes[i] > share)
				return Math.max(1, share);
			left -= sizes[i];
		}
		return MOST_BUNDLES;
	}

	/** Of too many pairs of nodes those with the fewest messages, which are last, are left to the lanes' activity. */
	private List<Bundle> column(int[] sums, long begin, long end) {
		List<Bundle> flows = new ArrayList<>();
		for (int flow = 0; flow < table.flows.count(); flow++)
			if (sums[FlowKinds.all(flow)] > 0 && wanted.isWanted(flow))
				flows.add(new Bundle(table.flows.from(flow), table.flows.to(flow), begin, end, table.meanLatency(flow),
						wanted.service(flow), sums[FlowKinds.all(flow)], sums[FlowKinds.lost(flow)]));
		flows.sort(MOST_FIRST);
		Map<Long, Bundle> pairs = new TreeMap<>();
		for (Bundle flow : flows)
			pairs.merge((long) flow.from() << Integer.SIZE | flow.to(), flow, MessageDensity::together);
		List<Bundle> column = new ArrayList<>(pairs.values());
		column.sort(Comparator.comparingInt((Bundle bundle) -> bundle.lost() > 0 ? 0 : 1).thenComparing(MOST_FIRST));
		return List.copyOf(column.subList(0, Math.min(MOST_BUNDLES, column.size())));
	}

	private static Bundle together(Bundle most, Bundle other) {
		return new Bundle(most.from(), most.to(), most.begin(), most.end(), most.latency(), most.service(), most.count() + other.count(),
				most.lost() + other.lost());
	}
}
