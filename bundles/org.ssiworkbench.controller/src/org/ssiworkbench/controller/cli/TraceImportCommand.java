package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.ssiworkbench.trace.export.Bookmark;
import org.ssiworkbench.trace.export.ExportProgress;
import org.ssiworkbench.trace.export.PackageImport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ssi trace import}: unpacks a trace that somebody packed. */
@Command(name = "import", mixinStandardHelpOptions = true, description = "Unpacks a package that 'ssi trace export --format package' made.")
final class TraceImportCommand implements Callable<Integer> {
	@Parameters(index = "0", paramLabel = "FILE", description = "The package.")
	private Path file;

	@Parameters(index = "1", paramLabel = "TRACE", description = "Folder to make of it; must not exist.")
	private Path folder;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException {
		List<Bookmark> bookmarks = PackageImport.unpack(file, folder, Long.MAX_VALUE, ExportProgress.NONE);
		Output out = new Output(spec);
		bookmarks.forEach(bookmark -> out.line(TraceOptions.seconds(bookmark.time()) + " s  " + bookmark.text()));
		out.line("unpacked to " + folder);
		return 0;
	}
}
