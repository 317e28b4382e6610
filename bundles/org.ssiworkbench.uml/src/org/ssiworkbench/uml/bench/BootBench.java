package org.ssiworkbench.uml.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.uml.GuestWords;
import org.ssiworkbench.uml.HostClock;
import org.ssiworkbench.uml.NativeTools;
import org.ssiworkbench.uml.UmlKernel;
import org.ssiworkbench.uml.UmlNode;
import org.ssiworkbench.uml.UmlSpec;

/** Boots bare kernels, whose init does nothing, side by side: what a cluster's start is compared with. */
public final class BootBench {
	private BootBench() {
	}

	/**
	 * How long it took.
	 *
	 * @param nodes number of kernels
	 * @param nanos from the start of the first to the last one's init
	 * @param memory bytes of host memory, all kernels together
	 */
	public record Boot(int nodes, long nanos, long memory) {
	}

	/** Boots {@code nodes} kernels at once, waits for all and kills them. {@code runtime} is a private folder. */
	public static Boot bare(NativeTools tools, UmlKernel kernel, int nodes, long memory, Path runtime) throws IOException {
		HostClock clock = HostClock.read(tools);
		List<UmlNode> machines = new ArrayList<>();
		try {
			long begin = System.nanoTime();
			for (int i = 1; i <= nodes; i++)
				machines.add(UmlNode.start(new UmlSpec(i, kernel, memory, runtime, tools, clock,
						new GuestWords(i, "bare" + i).mode("bare").words())));
			for (UmlNode machine : machines)
				new GuestOutput(machine).await("READY");
			long nanos = System.nanoTime() - begin;
			long occupied = 0;
			for (UmlNode machine : machines)
				occupied += machine.memory();
			return new Boot(nodes, nanos, occupied);
		} finally {
			end(machines);
		}
	}

	static void end(List<UmlNode> machines) {
		machines.forEach(UmlNode::kill);
		for (UmlNode machine : machines)
			machine.onExit().join();
	}
}
