package org.ssiworkbench.trace.query;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.index.Column;
import org.ssiworkbench.trace.index.TraceIndex;

/**
 * A filtered window of a trace in numbers.
 *
 * @param events how many events there are
 * @param begin time of the first one, ns of the cluster's clock; 0 if there is none
 * @param end time of the last one
 * @param perSecond events a second from begin to end
 * @param kinds events by name of their kind
 * @param services by name
 * @param throttled how often sending on a channel began to be held back
 * @param throttledFor for how long in all, in ns; what was still held back at the end counts up to there
 */
public record Statistics(long events, long begin, long end, double perSecond, SortedMap<String, Long> kinds,
		SortedMap<String, Service> services, long throttled, long throttledFor) {
	private static final double SECOND = 1e9;

	/**
	 * One service.
	 *
	 * @param sent messages sent
	 * @param received messages received
	 * @param bytes bytes sent
	 * @param calls RPCs that ended
	 * @param failed those whose transport status is not OK
	 * @param latency of those that ended with OK
	 */
	public record Service(long sent, long received, long bytes, long calls, long failed, Latency latency) {
	}

	/**
	 * How long calls took, in ns, by nearest rank; all 0 if there were none.
	 *
	 * @param p50 half of them took no longer
	 */
	public record Latency(long p50, long p90, long p99, long max) {
		static Latency of(long[] sorted) {
			return sorted.length == 0 ? new Latency(0, 0, 0, 0)
					: new Latency(rank(sorted, 0.5), rank(sorted, 0.9), rank(sorted, 0.99), sorted[sorted.length - 1]);
		}

		private static long rank(long[] sorted, double part) {
			return sorted[(int) Math.ceil(part * sorted.length) - 1];
		}
	}

	/** The numbers of all events that a filter finds. */
	public static Statistics of(TraceIndex index, Filter filter) {
		return of(index, filter.search(index, () -> false));
	}

	/** The numbers of some rows. */
	public static Statistics of(TraceIndex index, RowSet rows) {
		Sums sums = new Sums(index);
		for (int row = rows.next(0); row >= 0; row = rows.next(row + 1))
			sums.add(row);
		return sums.statistics(rows);
	}

	private static final class Sums {
		private static final String OK = "OK";

		private final TraceIndex index;
		private final long[] byType;
		private final SortedMap<String, ServiceSums> services = new TreeMap<>();
		private final SortedMap<List<Long>, Long> throttledSince = new TreeMap<>(Sums::compare);
		private long throttled;
		private long throttledFor;

		Sums(TraceIndex index) {
			this.index = index;
			byType = new long[index.types().size()];
		}

		private static int compare(List<Long> a, List<Long> b) {
			return Arrays.compare(a.toArray(Long[]::new), b.toArray(Long[]::new));
		}

		void add(int row) {
			int type = (int) index.value(Column.TYPE, row);
			byType[type]++;
			EventKind kind = index.types().get(type).kind();
			if (kind == EventKind.ICS_SEND)
				service(row).sent(index.value(Column.SIZE, row));
			else if (kind == EventKind.ICS_RECV)
				service(row).received++;
			else if (kind == EventKind.ICS_RPC_DONE)
				service(row).done(index.value(Column.STATUS, row) == index.code(OK), index.value(Column.LATENCY, row));
			else if (kind == EventKind.ICS_THROTTLE)
				throttle(index.event(row));
		}

		private ServiceSums service(int row) {
			return services.computeIfAbsent(index.text((int) index.value(Column.SERVICE, row)), name -> new ServiceSums());
		}

		private void throttle(TraceEvent event) {
			List<Long> channel = List.of((long) event.node(), event.integer("peer"), event.integer("channel"));
			if (event.integer("on") != 0) {
				throttled++;
				throttledSince.putIfAbsent(channel, event.time());
			} else if (throttledSince.containsKey(channel))
				throttledFor += event.time() - throttledSince.remove(channel);
		}

		Statistics statistics(RowSet rows) {
			long begin = rows.size() == 0 ? 0 : index.time(rows.get(0));
			long end = rows.size() == 0 ? 0 : index.time(rows.get(rows.size() - 1));
			SortedMap<String, Long> kinds = new TreeMap<>();
			for (int type = 0; type < byType.length; type++)
				if (byType[type] > 0)
					kinds.merge(index.types().get(type).name(), byType[type], Long::sum);
			SortedMap<String, Service> results = new TreeMap<>();
			services.forEach((name, sums) -> results.put(name, sums.service()));
			long open = throttledSince.values().stream().mapToLong(since -> end - since).sum();
			double perSecond = end == begin ? 0 : rows.size() * SECOND / (end - begin);
			return new Statistics(rows.size(), begin, end, perSecond, kinds, results, throttled, throttledFor + open);
		}
	}

	private static final class ServiceSums {
		private long sent;
		private long received;
		private long bytes;
		private long failed;
		private long[] latencies = new long[16];
		private int calls;

		void sent(long size) {
			sent++;
			bytes += size;
		}

		void done(boolean ok, long latency) {
			if (!ok) {
				failed++;
				return;
			}
			if (calls == latencies.length)
				latencies = Arrays.copyOf(latencies, 2 * calls);
			latencies[calls++] = latency;
		}

		Service service() {
			long[] sorted = Arrays.copyOf(latencies, calls);
			Arrays.sort(sorted);
			return new Service(sent, received, bytes, calls + failed, failed, Latency.of(sorted));
		}
	}
}
