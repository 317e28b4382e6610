package org.ssiworkbench.debug.gdb;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.sourcelookup.AbstractSourceLookupDirector;
import org.eclipse.debug.core.sourcelookup.AbstractSourceLookupParticipant;
import org.eclipse.debug.core.sourcelookup.ISourceLookupParticipant;
import org.eclipse.debug.core.sourcelookup.containers.LocalFileStorage;

/**
 * Finds the source file of a frame: below the folder of the kernel's source, by the end of the path that the compiler was told;
 * else where it was when it was compiled; else where the user says.
 */
public final class KernelSources extends AbstractSourceLookupDirector {
	private final Path source;

	/** {@code source} is the folder of the kernel's source, null when it is not known. */
	KernelSources(Path source) {
		this.source = source;
	}

	@Override
	public void initializeParticipants() {
		addParticipants(new ISourceLookupParticipant[] { new Participant() });
	}

	private final class Participant extends AbstractSourceLookupParticipant {
		@Override
		public String getSourceName(Object object) {
			return object instanceof KernelFrame frame ? frame.info().file() : null;
		}

		/** A frame without lines is its own source: there is nothing to be shown, and nothing to be complained of. */
		@Override
		public Object[] findSourceElements(Object object) throws CoreException {
			if (!(object instanceof KernelFrame frame))
				return new Object[0];
			if (frame.info().line() <= 0)
				return new Object[] { frame };
			Path file = find(source, frame.info());
			return file == null ? super.findSourceElements(object) : new Object[] { new LocalFileStorage(file.toFile()) };
		}
	}

	/** The source file of a frame; null when it is at neither place. */
	static Path find(Path source, KernelFrameInfo frame) {
		try {
			Path told = Path.of(frame.file());
			for (int first = 0; source != null && first < told.getNameCount(); first++) {
				Path file = source.resolve(told.subpath(first, told.getNameCount())).normalize();
				if (file.startsWith(source) && Files.isRegularFile(file))
					return file;
			}
			Path compiled = Path.of(frame.path());
			return compiled.isAbsolute() && Files.isRegularFile(compiled) ? compiled : null;
		} catch (InvalidPathException e) {
			return null; // debugging information may say anything
		}
	}
}
