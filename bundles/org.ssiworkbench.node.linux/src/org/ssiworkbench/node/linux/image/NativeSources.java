package org.ssiworkbench.node.linux.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The C sources of ssi-init, ssi-populate and ssi-xstate, which this bundle carries. */
public final class NativeSources {
	private static final List<String> NAMES = List.of("agent.c", "areas.c", "bench.c", "beside.c", "clock.c", "cursor.c",
			"descriptors.c", "exec.c", "frames.c", "freeze.c", "giving.c", "guest.c", "image.c", "image.h", "inject.c",
			"mappings.c", "mconsole.c", "memory.c", "movable.c", "mover.c", "mover.h", "net.c", "output.c", "procfs.c",
			"queue.c", "rebuild.c", "resume.c", "session.c", "source.c", "ssi-init.c", "ssi-populate.c", "ssi-xstate.c",
			"ssi.h", "state.c", "supervise.c", "target.c", "task.c", "tasks.c", "watch.c");

	private NativeSources() {
	}

	/** File name to content. */
	public static SortedMap<String, byte[]> all() throws IOException {
		TreeMap<String, byte[]> sources = new TreeMap<>();
		for (String name : NAMES)
			try (InputStream in = NativeSources.class.getResourceAsStream("/" + name)) {
				if (in == null)
					throw new IOException("this build of org.ssiworkbench.node.linux lacks " + name);
				sources.put(name, in.readAllBytes());
			}
		return sources;
	}
}
