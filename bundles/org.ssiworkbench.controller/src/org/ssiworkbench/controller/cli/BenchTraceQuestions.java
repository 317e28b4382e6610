package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.state.StateHistory;

/** Asks an index random questions and takes the time of each, in ms. */
final class BenchTraceQuestions {
	private static final int FILTERS = 200;
	private static final int SEEKS = 200;
	private static final int WARM_UP = 30;
	private static final double MILLI = 1e6;

	private final TraceIndex index;
	private final SplittableRandom random = new SplittableRandom(4);

	BenchTraceQuestions(TraceIndex index) throws IOException {
		this.index = index;
		index.update(IndexProgress.NONE);
	}

	/** All rows that satisfy a random filter. */
	Percentile filters() {
		return times(FILTERS, () -> TraceOptions.filter(filter(), index).search(index, () -> false).size());
	}

	/** The state at a random time. */
	Percentile seeks() {
		StateHistory history = StateHistory.of(index);
		history.update(IndexProgress.NONE);
		return times(SEEKS, () -> history.at(random.nextLong(index.begin(), index.end() + 1)).nodes().size());
	}

	private static Percentile times(int count, IntSupplier question) {
		double[] times = new double[count];
		for (int i = -WARM_UP; i < count; i++) {
			long begun = System.nanoTime();
			question.getAsInt();
			if (i >= 0)
				times[i] = (System.nanoTime() - begun) / MILLI;
		}
		return Percentile.of(times);
	}

	private String filter() {
		String text = condition();
		for (int more = random.nextInt(3); more > 0; more--)
			text += (random.nextInt(3) == 0 ? " or " : " and ") + (random.nextInt(5) == 0 ? "not " : "") + condition();
		return text;
	}

	private String condition() {
		int node = 1 + random.nextInt(100);
		long time = random.nextLong(index.begin(), index.end() + 1);
		return switch (random.nextInt(12)) {
		case 0 -> "kind = " + pick("ics_send", "ics_recv", "ics_rpc_done", "clms_transition", "migrate_done");
		case 1 -> "service = " + pick("clms", "file", "pipe", "sem", "root");
		case 2 -> "operation ~ " + pick("read", "/^w/", "o", "up");
		case 3 -> "from = " + node;
		case 4 -> "to = " + node + " and service = " + pick("file", "pipe");
		case 5 -> "node in {" + node + ", " + (1 + random.nextInt(100)) + ", 7}";
		case 6 -> "time in " + time + ".." + (time + 10_000_000_000L);
		case 7 -> "size > " + random.nextInt(60_000);
		case 8 -> "latency > " + random.nextInt(2000) + "us";
		case 9 -> "status != OK";
		case 10 -> "pid = " + (((long) node << 15) + 300 + random.nextInt(50));
		default -> "channel = 0 and priority = " + random.nextInt(3);
		};
	}

	private String pick(String... words) {
		return List.of(words).get(random.nextInt(words.length));
	}
}
