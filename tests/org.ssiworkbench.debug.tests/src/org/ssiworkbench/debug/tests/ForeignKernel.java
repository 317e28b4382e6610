package org.ssiworkbench.debug.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.ssiworkbench.controller.kernel.RunningKernel;
import org.ssiworkbench.node.linux.image.NativeSources;
import org.ssiworkbench.uml.NativeTools;

/** A UML kernel that no controller knows: its init is a shell that sleeps for 20 ms again and again. */
final class ForeignKernel implements AutoCloseable {
	/** The kernel under test. */
	static final Path IMAGE = Path.of(System.getProperty("ssi.kernel"));
	private static final int LIMIT_SECONDS = 60;

	/** The word that no other kernel has. */
	private final String place;
	private final Process process;
	private final RunningKernel kernel;

	ForeignKernel(Path folder) throws Exception {
		place = "uml_dir=" + folder;
		NativeTools tools = NativeTools.build(NativeTools.cacheFolder(), NativeSources.all());
		Path init = Files.writeString(folder.resolve("init"), "#!/bin/sh\nwhile :; do sleep 0.02; done\n");
		Files.setPosixFilePermissions(init, PosixFilePermissions.fromString("rwxr-xr-x"));
		ProcessBuilder builder = new ProcessBuilder(List.of("setarch", "-R", IMAGE.toString(), "mem=32M", "root=/dev/root", "rootfstype=hostfs",
				"rootflags=/", "ro", "init=" + init, "con=null", "con0=null,fd:1", "umid=foreign", place, "lpj=15204352",
				"initcall_blacklist=raid6_select_algo", "pty.legacy_count=0", "quiet"));
		builder.environment().put("TMPDIR", "/dev/shm");
		builder.environment().put("LD_PRELOAD", tools.xstate().toString());
		process = builder.redirectErrorStream(true).redirectOutput(folder.resolve("console").toFile()).start();
		kernel = awaitBoot(folder.resolve("foreign/mconsole"));
	}

	private RunningKernel awaitBoot(Path console) throws Exception {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
		while (process.isAlive() && System.nanoTime() < end) {
			if (Files.exists(console) && Files.size(console.resolveSibling("pid")) > 0 && process.children().count() > 1)
				return RunningKernel.at(console);
			Thread.sleep(20);
		}
		throw new AssertionError("the kernel did not boot: " + Files.readString(console.getParent().resolveSibling("console")));
	}

	RunningKernel kernel() {
		return kernel;
	}

	/** The kernel's end is not seen as long as a process of its guest is left; all have the kernel's words, also one that comes late. */
	@Override
	public void close() {
		try {
			do
				ProcessHandle.allProcesses().filter(each -> each.info().commandLine().orElse("").contains(place))
						.forEach(ProcessHandle::destroyForcibly);
			while (!process.waitFor(50, TimeUnit.MILLISECONDS));
		} catch (InterruptedException e) {
			throw new UncheckedIOException(new IOException(e));
		}
	}
}
