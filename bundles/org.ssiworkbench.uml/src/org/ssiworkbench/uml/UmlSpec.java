package org.ssiworkbench.uml;

import java.nio.file.Path;
import java.util.List;

/**
 * What a virtual machine is started with.
 *
 * @param number node number; names the machine {@code nN} and chooses its processor
 * @param kernel the kernel to run
 * @param memory guest memory in bytes; only touched pages cost
 * @param runtime the cluster's private runtime folder; machines keep their sockets and records below it
 * @param tools the native programs
 * @param clock a reading of the host's clock at the cluster's start
 * @param words further words of the kernel's command line, see {@link GuestWords}
 */
public record UmlSpec(int number, UmlKernel kernel, long memory, Path runtime, NativeTools tools, HostClock clock,
		List<String> words) {

	/** The machine's name for UML: its folder below {@link #umlFolder()}. */
	public String umid() {
		return "n" + number;
	}

	/** Where kernels keep their management consoles and pid files. */
	public Path umlFolder() {
		return runtime.resolve("uml");
	}

	/** The supervisor's record of this machine, there as long as it may have processes. */
	public Path record() {
		return runtime.resolve("pids").resolve(umid());
	}
}
