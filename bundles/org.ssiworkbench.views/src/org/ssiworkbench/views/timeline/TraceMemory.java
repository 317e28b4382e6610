package org.ssiworkbench.views.timeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
		private long[] times() {
			return new long[] { begin, end, instant, rangeBegin, rangeEnd };
		}
	}

	private TraceMemory() {
	}

	/** How a trace was looked at when it was left. */
	static Optional<Look> of(Path folder) {
		IDialogSettings kept = section().getSection(folder.toString());
		if (kept == null)
			return Optional.empty();
		long[] times = Arrays.stream(TIMES).mapToLong(name -> time(kept, name)).toArray();
		return Optional.of(new Look(times[0], times[1], times[2], times[3], times[4], NodeLanes.parse(kept.get(LANES))));
	}

	private static long time(IDialogSettings kept, String name) {
		try {
			return kept.getLong(name);
		} catch (NumberFormatException e) {
			return Marks.NONE;
		}
	}

	/** Keeps how a trace is looked at, and forgets those that were left long ago. */
	static void keep(Path folder, Look look) {
		IDialogSettings kept = DialogSettings.getOrCreateSection(section(), folder.toString());
		for (int i = 0; i < TIMES.length; i++)
			kept.put(TIMES[i], look.times()[i]);
		kept.put(LANES, look.lanes().line());
		List<String> recent = new ArrayList<>(recent());
		recent.remove(folder.toString());
		recent.addFirst(folder.toString());
		recent.stream().skip(KEPT).forEach(TraceMemory::forget);
		section().put(RECENT, recent.stream().limit(KEPT).toArray(String[]::new));
	}

	/** The trace that was looked at last, if it is still there. */
	static Optional<Path> last() {
		return recent().stream().limit(1).map(Path::of).filter(folder -> Files.isRegularFile(folder.resolve("metadata"))).findFirst(); //$NON-NLS-1$
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
