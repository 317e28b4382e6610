package org.ssiworkbench.trace.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.ssiworkbench.trace.export.ExportFormat;
import org.ssiworkbench.trace.export.ExportProgress;
import org.ssiworkbench.trace.export.ExportRows;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.picture.Look;
import org.ssiworkbench.trace.picture.Marks;
import org.ssiworkbench.trace.picture.Painting;
import org.ssiworkbench.trace.picture.SvgSurface;
import org.ssiworkbench.trace.view.Cancel;
import org.ssiworkbench.trace.view.Frame;
import org.ssiworkbench.trace.view.MessageOptions;
import org.ssiworkbench.trace.view.MigrationOptions;
import org.ssiworkbench.trace.view.TimeFormat;
import org.ssiworkbench.trace.view.TraceViews;
import org.ssiworkbench.trace.view.Viewport;

/** Opens damaged traces in a process of little memory, and says of each what became of it. */
final class HostileTraces {
	private final Path scratch;
	private final Path sound;

	private HostileTraces(Path scratch) throws IOException {
		this.scratch = scratch;
		sound = scratch.resolve("sound");
		SampleRun.write(sound, 1, 150);
	}

	/** Arguments: a folder to work in, the first seed, how many. */
	public static void main(String[] arguments) throws IOException {
		HostileTraces traces = new HostileTraces(Path.of(arguments[0]));
		long first = Long.parseLong(arguments[1]);
		for (long seed = first; seed < first + Long.parseLong(arguments[2]); seed++) {
			long begun = System.nanoTime();
			String what = traces.open(seed);
			System.out.println(seed + " " + (System.nanoTime() - begun) / 1_000_000 + " ms " + what);
		}
	}

	private String open(long seed) throws IOException {
		Path folder = copy(seed);
		String damage = Damage.damage(folder, seed);
		try {
			return damage + ": " + look(folder);
		} catch (IOException e) {
			return damage + ": refused: " + e.getMessage();
		} finally {
			delete(folder);
		}
	}

	private Path copy(long seed) throws IOException {
		Path folder = Files.createDirectory(scratch.resolve("trace-" + seed));
		try (Stream<Path> files = Files.list(sound)) {
			for (Path file : files.filter(Files::isRegularFile).toList())
				Files.copy(file, folder.resolve(file.getFileName()));
		}
		return folder;
	}

	/** Indexes the trace, paints all views and exports it. */
	private String look(Path folder) throws IOException {
		try (TraceIndex index = TraceIndex.open(folder)) {
			index.update(IndexProgress.NONE);
			TraceViews views = new TraceViews(index);
			views.update(Cancel.NEVER);
			paint(views, Viewport.of(index.begin(), Math.max(index.begin() + 1, index.end()), 800, 400));
			paint(views, Viewport.of(100 * SampleRun.MILLI, 101 * SampleRun.MILLI, 800, 400));
			for (ExportFormat format : ExportFormat.values())
				format.export(ExportRows.all(index), scratch.resolve("export"), ExportProgress.NONE);
			return index.rows() + " events, " + index.problems().size() + " problems";
		}
	}

	private static void paint(TraceViews views, Viewport viewport) {
		List<Frame> frames = List.of(views.messages(viewport, MessageOptions.ALL, Cancel.NEVER),
				views.membership(viewport, Set.of(5), Cancel.NEVER), views.matrix(viewport, viewport.end()),
				views.migrations(viewport, MigrationOptions.BY_PROCESS, Cancel.NEVER),
				views.migrations(viewport, MigrationOptions.BY_NODE, Cancel.NEVER), views.overview(viewport, Cancel.NEVER));
		for (Frame frame : frames)
			new Painting(new SvgSurface(800, 400), viewport, Look.light(), TimeFormat.absolute(0, ZoneOffset.UTC), Marks.NOTHING).paint(frame);
	}

	private static void delete(Path folder) throws IOException {
		try (Stream<Path> walk = Files.walk(folder)) {
			for (Path path : walk.sorted(Comparator.reverseOrder()).toList())
				Files.delete(path);
		}
	}
}
