package org.ssiworkbench.uml.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.ssiworkbench.node.linux.image.NativeSources;
import org.ssiworkbench.uml.EthernetSwitch;
import org.ssiworkbench.uml.GuestWords;
import org.ssiworkbench.uml.HostClock;
import org.ssiworkbench.uml.NativeTools;
import org.ssiworkbench.uml.UmlKernel;
import org.ssiworkbench.uml.UmlNode;
import org.ssiworkbench.uml.UmlSpec;

/** Real machines for the tests, with a shell as agent; all end with this object. */
final class Machines implements AutoCloseable {
	private static final long MEMORY = 64L << 20;
	final NativeTools tools;
	final Path runtime;
	private final UmlKernel kernel;
	private final HostClock clock;
	private final List<UmlNode> started = new ArrayList<>();

	Machines() throws IOException {
		tools = NativeTools.build(NativeTools.cacheFolder(), NativeSources.all());
		kernel = UmlKernel.find(null, null);
		clock = HostClock.read(tools);
		runtime = Files.createTempDirectory("ssi");
	}

	/** A machine whose agent is a shell on the control line; without a terminal on standard error it does not prompt. */
	Shell shell(int number, EthernetSwitch interconnect) throws IOException {
		Path command = Files.writeString(runtime.resolve("command"), "/bin/sh\n-c\necho ready; exec /bin/sh 2>/dev/null\n");
		GuestWords words = new GuestWords(number, "node" + number).agent(command).modules(kernel.modules())
				.clockOrigin(clock.monotonic());
		if (interconnect != null)
			words.interconnect(interconnect.port(number), address(number), 24, 1500);
		return new Shell(start(spec(number, words)));
	}

	static String address(int number) {
		return "10.9.0." + number;
	}

	UmlSpec spec(int number, GuestWords words) {
		return new UmlSpec(number, kernel, MEMORY, runtime, tools, clock, words.words());
	}

	/** The same with another program in the kernel's place. */
	UmlSpec spec(int number, Path program, GuestWords words) {
		return new UmlSpec(number, new UmlKernel(program, kernel.modules()), MEMORY, runtime, tools, clock, words.words());
	}

	UmlNode start(UmlSpec spec) throws IOException {
		UmlNode machine = UmlNode.start(spec);
		started.add(machine);
		return machine;
	}

	/** Nanoseconds of the cluster's clock. */
	long clusterTime() {
		return System.nanoTime() - clock.monotonic();
	}

	@Override
	public void close() throws IOException {
		started.forEach(UmlNode::kill);
		started.forEach(machine -> machine.onExit().join());
		try (Stream<Path> files = Files.walk(runtime)) {
			for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList())
				Files.delete(file);
		}
	}

	/** Processes of the host whose command line names a path. */
	static long processesOf(Path path) {
		return ProcessHandle.allProcesses()
				.filter(process -> process.info().commandLine().orElse("").contains(path.toString())).count();
	}

	/** A shell in a machine. */
	static final class Shell {
		private static final String END = "@@END";
		final UmlNode machine;
		private final BufferedReader answers;

		private Shell(UmlNode machine) throws IOException {
			this.machine = machine;
			answers = new BufferedReader(new InputStreamReader(machine.controlInput(), StandardCharsets.UTF_8));
			drain(machine);
			answers.readLine();
		}

		private static void drain(UmlNode machine) {
			Thread reader = new Thread(() -> {
				try {
					machine.console().transferTo(OutputStream.nullOutputStream());
				} catch (IOException e) {
					throw new UncheckedIOException(e);
				}
			});
			reader.setDaemon(true);
			reader.start();
		}

		/** What a command prints. */
		String run(String command) throws IOException {
			machine.controlOutput().write((command + "; echo; echo " + END + "\n").getBytes(StandardCharsets.UTF_8));
			machine.controlOutput().flush();
			StringBuilder text = new StringBuilder();
			for (String line = answers.readLine(); line != null && !line.equals(END); line = answers.readLine())
				text.append(line).append('\n');
			return text.toString().trim();
		}
	}
}
