package org.ssiworkbench.uml;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Images of an agent that stands ready, from which guests go on instead of starting it: made in a guest, once for each
 * agent, kernel and kind of processor, and kept beside the agent's command.
 */
public final class FrozenAgent {
	private static final System.Logger LOG = System.getLogger(FrozenAgent.class.getName());
	private static final long MEMORY = 128L << 20;
	private static final long SECONDS = 30;
	/** A JVM's code differs where these do. */
	private static final List<String> PROCESSOR = List.of("vendor_id", "cpu family", "model", "stepping", "flags");

	private final Path command;
	private final UmlKernel kernel;
	private final NativeTools tools;

	private FrozenAgent(Path command, UmlKernel kernel, NativeTools tools) {
		this.command = command;
		this.kernel = kernel;
		this.tools = tools;
	}

	/**
	 * The image for an agent and a kernel. Takes some seconds the first time; safe to call from several processes.
	 *
	 * @param command the agent's command as ssi-init takes it; the file {@code rehearsal} beside it is the command that
	 *        starts the agent to be frozen
	 * @return null when no image can be made, which is logged: nodes then start their agents, which takes longer
	 */
	public static Path image(Path command, UmlKernel kernel, NativeTools tools) throws IOException {
		return new FrozenAgent(command, kernel, tools).image();
	}

	private Path image() throws IOException {
		Path image = command.resolveSibling("frozen-" + key());
		if (Files.isReadable(image))
			return image;
		try (FileChannel lockFile = FileChannel.open(command.resolveSibling("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); FileLock lock = lockFile.lock()) {
			return lock.isValid() && (Files.isReadable(image) || make(image)) ? image : null;
		}
	}

	private String key() throws IOException {
		TreeMap<String, byte[]> parts = new TreeMap<>();
		parts.put("kernel", bytes(kernel.image() + " " + Files.size(kernel.image()) + " " + Files.getLastModifiedTime(kernel.image())));
		parts.put("tools", bytes(tools.ssiInit().toString()));
		parts.put("processor", bytes(processor()));
		return NativeTools.hash(parts);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** What the kernel says of the first processor and what matters here. */
	private static String processor() throws IOException {
		try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
			return lines.takeWhile(line -> !line.isEmpty())
					.filter(line -> PROCESSOR.contains(line.substring(0, line.indexOf(':')).strip()))
					.collect(Collectors.joining("\n"));
		}
	}

	/** False, with a word in the log, when it could not be made or is not fit for use. */
	private boolean make(Path image) throws IOException {
		Path runtime = Files.createTempDirectory("ssi-freeze");
		try {
			Path draft = runtime.resolve("image");
			String said = freeze(runtime);
			if (Files.isReadable(draft))
				said = thaw(runtime, draft);
			if (said == null)
				keep(draft, image);
			else
				LOG.log(Level.WARNING, "nodes will start more slowly, because their agent cannot be frozen: " + said);
			return said == null;
		} finally {
			Folders.delete(runtime);
		}
	}

	private static void keep(Path draft, Path image) throws IOException {
		Path near = image.resolveSibling(image.getFileName() + ".new");
		Files.copy(draft, near, StandardCopyOption.REPLACE_EXISTING);
		Files.move(near, image, StandardCopyOption.ATOMIC_MOVE);
	}

	/** Starts an agent, which rehearses and then leaves its image; says what the machine said. */
	private String freeze(Path runtime) throws IOException {
		UmlNode machine = start(runtime, words().agent(command.resolveSibling("rehearsal")).add("ssi_freeze", runtime));
		return said(machine);
	}

	/** Tries an image, where nothing else could say HELLO: null when the agent says it, else what the machine said. */
	private String thaw(Path runtime, Path image) throws IOException {
		Path otherwise = Files.writeString(runtime.resolve("otherwise"), "/bin/false\n");
		UmlNode machine = start(runtime, words().agent(otherwise).frozen(image));
		boolean hello = machine.controlInput().read() >= 0;
		machine.kill();
		String said = said(machine);
		return hello ? null : said;
	}

	private GuestWords words() {
		return new GuestWords(0, "frozen").modules(kernel.modules());
	}

	private UmlNode start(Path runtime, GuestWords words) throws IOException {
		UmlNode machine = UmlNode.start(new UmlSpec(1, kernel, MEMORY, runtime, tools, HostClock.read(tools), words.words()));
		CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS).execute(machine::kill);
		return machine;
	}

	/** All that a machine says until it ends. */
	private static String said(UmlNode machine) throws IOException {
		try (InputStream console = machine.console()) {
			String said = new String(console.readAllBytes(), StandardCharsets.UTF_8).strip();
			machine.onExit().join();
			return said;
		}
	}
}
