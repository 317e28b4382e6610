package org.ssiworkbench.views.timeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

import org.eclipse.jface.dialogs.DialogSettings;
import org.eclipse.jface.dialogs.IDialogSettings;
import org.ssiworkbench.trace.picture.Marks;
import org.ssiworkbench.views.internal.ViewSettings;

/** How the traces that were looked at last were looked at, kept over restarts. UI thread only. */
final class TraceMemory {
	private static final int KEPT = 30;
	private static final String SECTION = "traces"; //$NON-NLS-1$
	private static final String RECENT = "recent"; //$NON-NLS-1$
	private static final String LANES = "lanes"; //$NON-NLS-1$
	private static final String[] TIMES = { "begin", "end", "instant", "rangeBegin", "rangeEnd" }; //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$ //$NON-NLS-4$ //$NON-NLS-5$

	/**
	 * How a trace was looked at.
	 *
	 * @param begin of the window, {@link Marks#NONE} for the whole trace
	 */
	record Look(long begin, long end, long instant, long rangeBegin, long rangeEnd, NodeLanes lanes) {

		/** What {@link #keep} kept, by the names it gave. */
		static Look of(UnaryOperator<String> kept) {
			long[] times = Arrays.stream(TIMES).mapToLong(name -> time(kept.apply(name))).toArray();
			return new Look(times[0], times[1], times[2], times[3], times[4], NodeLanes.parse(kept.apply(LANES)));
		}

		/** Gives all that it is, each with a name. */
		void keep(BiConsumer<String, String> keeper) {
			long[] times = { begin, end, instant, rangeBegin, rangeEnd };
			for (int i = 0; i < TIMES.length; i++)
				keeper.accept(TIMES[i], String.valueOf(times[i]));
			keeper.accept(LANES, lanes.line());
		}

		private static long time(String kept) {
			try {
				return Long.parseLong(kept);
			} catch (NumberFormatException e) {
				return Marks.NONE; // by another version, or by hand
			}
		}
	}

	private TraceMemory() {
	}

	/** How a trace was looked at when it was left. */
	static Optional<Look> of(Path folder) {
		return Optional.ofNullable(section().getSection(folder.toString())).map(kept -> Look.of(kept::get));
	}

	/** Keeps how a trace is looked at, and forgets those that were left long ago. */
	static void keep(Path folder, Look look) {
		look.keep(DialogSettings.getOrCreateSection(section(), folder.toString())::put);
		List<String> recent = new ArrayList<>(recent());
		recent.remove(folder.toString());
		recent.addFirst(folder.toString());
		recent.stream().skip(KEPT).forEach(TraceMemory::forget);
		section().put(RECENT, recent.stream().limit(KEPT).toArray(String[]::new));
	}

	/** The trace that was looked at last, if it is still there. */
	static Optional<Path> last() {
		return recent().stream().limit(1).map(Path::of).filter(TraceMemory::isThere).findFirst();
	}

	/** Whether there still is a trace in a folder. */
	static boolean isThere(Path folder) {
		return Files.isRegularFile(folder.resolve("metadata")); //$NON-NLS-1$
	}

	private static void forget(String folder) {
		IDialogSettings old = section().getSection(folder);
		if (old instanceof DialogSettings settings)
			((DialogSettings) section()).removeSection(settings);
	}

	private static List<String> recent() {
		String[] recent = section().getArray(RECENT);
		return recent == null ? List.of() : List.of(recent);
	}

	private static IDialogSettings section() {
		return DialogSettings.getOrCreateSection(ViewSettings.root(), SECTION);
	}
}
