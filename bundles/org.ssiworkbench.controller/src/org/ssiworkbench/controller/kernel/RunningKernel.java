package org.ssiworkbench.controller.kernel;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.controller.runtime.RuntimeFolder;
import org.ssiworkbench.node.linux.image.NativeSources;
import org.ssiworkbench.uml.KernelSymbols;
import org.ssiworkbench.uml.Mconsole;
import org.ssiworkbench.uml.NativeTools;

/**
 * A UML kernel that runs on this machine, whoever started it. Any thread.
 *
 * @param console the socket of its management console; UML keeps it as {@code mconsole} in a folder named as the kernel's umid
 * @param pid its main process
 */
public record RunningKernel(Path console, long pid) {
	/** UML uses these signals itself: what a gdb command must say of them. */
	public static final String SIGNALS = "handle SIGSEGV SIGUSR1 SIGUSR2 SIGALRM SIGIO SIGCHLD SIGWINCH SIGPROF SIGVTALRM nostop noprint pass";

	private static final String CONSOLE = "mconsole";

	/**
	 * The kernel with this management console.
	 *
	 * @throws IOException with a remedy when there is none or it says no pid
	 */
	public static RunningKernel at(Path console) throws IOException {
		Path file = console.resolveSibling("pid");
		try {
			RunningKernel kernel = new RunningKernel(console, Long.parseLong(Files.readString(file).strip()));
			if (kernel.isAlive())
				return kernel;
		} catch (NoSuchFileException | NumberFormatException e) {
			throw new IOException("no kernel has its management console at " + console + ": " + file + " names no process", e);
		}
		throw new IOException("the kernel with the management console " + console + " does not run any more");
	}

	/** The kernel of a node; {@link IOException} when it does not run. */
	public static RunningKernel ofNode(RuntimeFolder cluster, int node) throws IOException {
		try {
			return at(cluster.path().resolve(Path.of("uml", "n" + node, CONSOLE)));
		} catch (IOException e) {
			throw new IOException("node " + node + " of cluster " + cluster.cluster() + " has no kernel that runs; see 'ssi status "
					+ cluster.cluster() + "'", e);
		}
	}

	/** The kernels of this user that UML keeps in {@code ~/.uml}, where it puts those that are not told another folder. */
	public static List<RunningKernel> foreign() throws IOException {
		return in(Path.of(System.getProperty("user.home"), ".uml"));
	}

	/** The kernels that UML keeps in a folder, by name; none when there is no such folder. */
	public static List<RunningKernel> in(Path folder) throws IOException {
		List<RunningKernel> found = new ArrayList<>();
		if (Files.isDirectory(folder))
			try (DirectoryStream<Path> kernels = Files.newDirectoryStream(folder)) {
				for (Path kernel : kernels)
					add(kernel.resolve(CONSOLE), found);
			}
		found.sort((a, b) -> a.console.compareTo(b.console));
		return found;
	}

	/** One that has ended leaves its folder. */
	private static void add(Path console, List<RunningKernel> found) {
		try {
			found.add(at(console));
		} catch (IOException e) {
			System.getLogger(RunningKernel.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
		}
	}

	/** Its name: UML's umid. */
	public String name() {
		Path folder = console.toAbsolutePath().getParent();
		return folder == null || folder.getFileName() == null ? console.toString() : folder.getFileName().toString();
	}

	/** Whether its main process lives; one that was killed and only waits for its debugger to notice does not. */
	public boolean isAlive() {
		try {
			String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
			return "ZX".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) < 0;
		} catch (IOException e) {
			return false;
		}
	}

	/** The program it is; {@link IOException} when it belongs to somebody else or has ended. */
	public Path image() throws IOException {
		return Path.of("/proc", Long.toString(pid), "exe").toRealPath();
	}

	/** What its management console answers, such as to {@code version}. Waits at most 5 s. */
	public String ask(String command) throws IOException {
		return new Mconsole(tools(), console).command(command);
	}

	/** The file that has its symbols for gdb. Takes a second the first time when it is a stripped kernel. */
	public Path symbols() throws IOException {
		return KernelSymbols.file(image(), NativeTools.cacheFolder(), tools());
	}

	private static NativeTools tools() throws IOException {
		return NativeTools.build(NativeTools.cacheFolder(), NativeSources.all());
	}
}
