package org.ssiworkbench.uml;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One running virtual machine: a UML kernel with all its helper processes, under a supervisor that ends them when this
 * process ends, however it ends. Methods may be called from any thread; none waits for the guest.
 */
public final class UmlNode {
	private static final Path SHARED_MEMORY = Path.of("/dev/shm");
	/** Without these, a Debian kernel measures and sets up for two seconds what no node uses. */
	private static final List<String> QUICK = List.of("lpj=15204352", "initcall_blacklist=raid6_select_algo",
			"pty.legacy_count=0", "quiet");

	private final UmlSpec spec;
	private final Process supervisor;
	private final CompletableFuture<Integer> end;

	private UmlNode(UmlSpec spec, Process supervisor) {
		this.spec = spec;
		this.supervisor = supervisor;
		this.end = supervisor.onExit().thenApply(process -> {
			forget();
			return process.exitValue();
		});
	}

	/** Starts a machine. Returns at once; the console tells how the boot goes. Fails when a path on the kernel's command line has a blank. */
	public static UmlNode start(UmlSpec spec) throws IOException {
		Files.createDirectories(spec.umlFolder());
		Files.createDirectories(spec.record().getParent());
		Path console = spec.umlFolder().resolve(spec.umid()).resolve("mconsole");
		if (console.toString().length() > 107)
			throw new IOException("the path " + console + " is too long for a Unix socket; use a shorter runtime folder");
		ProcessBuilder builder = new ProcessBuilder(command(spec));
		Map<String, String> environment = builder.environment();
		environment.put("TMPDIR", (Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : spec.runtime()).toString());
		environment.put("LD_PRELOAD", spec.tools().xstate().toString());
		return new UmlNode(spec, builder.start());
	}

	private static List<String> command(UmlSpec spec) throws IOException {
		HostClock clock = spec.clock();
		List<String> command = new ArrayList<>(List.of(spec.tools().ssiInit().toString(), "supervise",
				spec.record().toString(), Long.toUnsignedString(clock.tsc()), Long.toString(clock.monotonic()),
				Integer.toString(spec.number() - 1), "--", spec.kernel().image().toString()));
		command.addAll(words(spec));
		return command;
	}

	/** The kernel's command line, which separates words by blanks. */
	private static List<String> words(UmlSpec spec) throws IOException {
		List<String> words = new ArrayList<>(List.of("mem=" + (spec.memory() >> 10) + "K", "root=/dev/root",
				"rootfstype=hostfs", "rootflags=/", "ro", "init=" + spec.tools().ssiInit(), "con=null",
				"con0=null,fd:1", "ssl0=fd:0,fd:3", "umid=" + spec.umid(), "uml_dir=" + spec.umlFolder()));
		words.addAll(QUICK);
		words.addAll(spec.words());
		for (String word : words)
			if (word.chars().anyMatch(Character::isWhitespace))
				throw new IOException("a kernel's command line cannot carry the blank in " + word
						+ "; use folders without blanks, also for the cache (XDG_CACHE_HOME) and at run time (XDG_RUNTIME_DIR)");
		return words;
	}

	/** What this machine was started with. */
	public UmlSpec spec() {
		return spec;
	}

	/** The console's output, and what the kernel itself says on standard error. Somebody must read it, or the guest waits when it prints. */
	public InputStream console() {
		return supervisor.getInputStream();
	}

	/** What the agent sends over the control line; can be read to its end after the machine ended. */
	public InputStream controlInput() {
		return supervisor.getErrorStream();
	}

	/** Sends to the agent over the control line. Send nothing before its first frame: the line is not raw yet. */
	public OutputStream controlOutput() {
		return supervisor.getOutputStream();
	}

	/** Process id of the supervisor, the root of all processes of this machine. */
	public long pid() {
		return supervisor.pid();
	}

	/** Whether any process of the machine may still run. */
	public boolean isAlive() {
		return supervisor.isAlive();
	}

	/** Completes with the exit status (128 + signal when killed) when all processes of the machine have ended. */
	public CompletableFuture<Integer> onExit() {
		return end;
	}

	/**
	 * Kills the whole machine at once, as a power cut would. What it had already said can still be read, which is why this
	 * goes by the handle: {@link Process#destroy()} closes the streams.
	 */
	public void kill() {
		supervisor.toHandle().destroy();
	}

	/** The kernel's management console. */
	public Mconsole mconsole() {
		return new Mconsole(spec.tools(), spec.umlFolder().resolve(spec.umid()).resolve("mconsole"));
	}

	/** Bytes of host memory that all processes of the machine occupy; 0 when it has ended. */
	public long memory() throws IOException {
		return HostProcesses.memory(HostProcesses.tree(pid()));
	}

	private void forget() {
		try {
			Folders.delete(spec.umlFolder().resolve(spec.umid()));
		} catch (IOException e) {
			System.getLogger(UmlNode.class.getName()).log(System.Logger.Level.WARNING,
					"cannot delete the folder of machine " + spec.umid(), e);
		}
	}
}
