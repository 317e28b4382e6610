package org.ssiworkbench.uml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A User-Mode-Linux kernel on this machine.
 *
 * @param image the kernel's executable
 * @param modules the folder that holds its {@code kernel/} tree of modules; null when it needs none
 */
public record UmlKernel(Path image, Path modules) {
	private static final String DEFAULT_IMAGE = "/usr/bin/linux.uml";
	private static final Path DEFAULT_MODULES = Path.of("/usr/lib/uml/modules");

	/**
	 * Finds a kernel.
	 *
	 * @param image the executable, null or empty for Debian's
	 * @param modules the folder of its modules, or one that has such folders for several releases, of which the newest is taken;
	 *        null or empty for Debian's
	 * @throws IOException with a remedy when it is not there
	 */
	public static UmlKernel find(String image, String modules) throws IOException {
		Path kernel = Path.of(image == null || image.isEmpty() ? DEFAULT_IMAGE : image);
		if (!Files.isExecutable(kernel))
			throw new IOException("there is no kernel " + kernel + "; install it: apt install user-mode-linux");
		Path folder = modules == null || modules.isEmpty() ? DEFAULT_MODULES : Path.of(modules);
		if (!folder.equals(DEFAULT_MODULES) && !Files.isDirectory(folder))
			throw new IOException("there is no folder of kernel modules " + folder + "; name the one of " + kernel);
		return new UmlKernel(kernel, Files.isDirectory(folder.resolve("kernel")) ? folder : newest(folder));
	}

	private static Path newest(Path modules) throws IOException {
		Path newest = null;
		for (Path folder : Folders.children(modules))
			if (newest == null || Files.getLastModifiedTime(folder).compareTo(Files.getLastModifiedTime(newest)) > 0)
				newest = folder;
		return newest;
	}
}
