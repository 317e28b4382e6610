package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.Callable;

import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.picture.Look;
import org.ssiworkbench.trace.picture.Marks;
import org.ssiworkbench.trace.picture.PictureFile;
import org.ssiworkbench.trace.view.Cancel;
import org.ssiworkbench.trace.view.Frame;
import org.ssiworkbench.trace.view.MessageOptions;
import org.ssiworkbench.trace.view.MigrationOptions;
import org.ssiworkbench.trace.view.TimeFormat;
import org.ssiworkbench.trace.view.TraceViews;
import org.ssiworkbench.trace.view.Viewport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ssi trace picture}: what a view of the workbench shows, as a file. */
@Command(name = "picture", mixinStandardHelpOptions = true, description = "Paints what a view of the workbench shows, without a display.")
final class TracePictureCommand implements Callable<Integer> {

	enum View {
		messages, membership, matrix, migrations, processes, overview
	}

	enum Theme {
		light, dark
	}

	@Parameters(paramLabel = "TRACE", description = "Folder of the trace.")
	private Path folder;

	@Option(names = "--view", paramLabel = "VIEW", defaultValue = "messages", description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
	private View view;

	@Option(names = "--from", paramLabel = "TIME", converter = TimeConverter.class, description = "From this time of the cluster's clock, such as 1.5s (default: the trace's begin).")
	private Long from;

	@Option(names = "--to", paramLabel = "TIME", converter = TimeConverter.class, description = "Until this time (default: the trace's end); for a matrix its instant.")
	private Long to;

	@Option(names = "--size", paramLabel = "WxH", defaultValue = "1200x600", converter = SizeConverter.class, description = "Size in pixels (default: ${DEFAULT-VALUE}).")
	private SizeConverter.Size size;

	@Option(names = "--scale", paramLabel = "N", defaultValue = "1", description = "Pixels of a PNG for each pixel of the size, 1 to 4 (default: ${DEFAULT-VALUE}).")
	private int scale;

	@Option(names = "--theme", paramLabel = "THEME", defaultValue = "light", description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
	private Theme theme;

	@Option(names = "--relative", description = "Write times as distance from --from.")
	private boolean relative;

	@Option(names = "--beliefs", paramLabel = "N", split = ",", description = "Membership: show also what each node believed of these nodes.")
	private Set<Integer> beliefs = Set.of();

	@Option(names = { "-o", "--output" }, paramLabel = "FILE", required = true, description = "The file to write, .png or .svg.")
	private Path output;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException {
		if (!PictureFile.isPossible(output))
			throw new UsageException(output + " is no picture; give it a name that ends with .png or .svg");
		if (scale < 1 || scale > 4)
			throw new UsageException("--scale " + scale + " is not possible; give 1 to 4");
		try (TraceIndex index = TraceIndex.open(folder)) {
			index.update(IndexProgress.NONE);
			TraceViews views = new TraceViews(index);
			views.update(Cancel.NEVER);
			Viewport viewport = viewport(index);
			PictureFile.write(output, frame(views, viewport), theme == Theme.light ? Look.light() : Look.dark(), times(index, viewport),
					Marks.NOTHING, scale);
			TraceOptions.warn(spec, index.problems());
		}
		return 0;
	}

	private Viewport viewport(TraceIndex index) {
		long begin = from == null ? index.begin() : from;
		long end = to == null ? Math.max(begin + 1, index.end()) : to;
		if (begin >= end)
			throw new UsageException("--from " + begin + " ns is not before --to " + end + " ns; the trace goes from " + index.begin()
					+ " ns to " + index.end() + " ns");
		return Viewport.of(begin, end, size.width(), size.height());
	}

	private Frame frame(TraceViews views, Viewport viewport) {
		return switch (view) {
			case messages -> views.messages(viewport, MessageOptions.ALL, Cancel.NEVER);
			case membership -> views.membership(viewport, beliefs, Cancel.NEVER);
			case matrix -> views.matrix(viewport, viewport.end());
			case migrations -> views.migrations(viewport, MigrationOptions.BY_PROCESS, Cancel.NEVER);
			case processes -> views.migrations(viewport, MigrationOptions.BY_NODE, Cancel.NEVER);
			case overview -> views.overview(viewport, Cancel.NEVER);
		};
	}

	/** Simulated clusters begin at midnight; their times of day are the same in every place. */
	private TimeFormat times(TraceIndex index, Viewport viewport) {
		long origin = index.description().clockOrigin();
		TimeFormat times = TimeFormat.absolute(origin, origin == 0 ? ZoneOffset.UTC : ZoneId.systemDefault());
		return relative ? times.relativeTo(viewport.begin()) : times;
	}
}
