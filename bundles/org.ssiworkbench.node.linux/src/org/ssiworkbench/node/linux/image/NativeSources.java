package org.ssiworkbench.node.linux.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The C sources of ssi-init, ssi-freeze and ssi-xstate, which this bundle carries. */
public final class NativeSources {
	private static final List<String> NAMES = List.of("agent.c", "bench.c", "clock.c", "cursor.c", "exec.c", "freeze.h", "guest.c",
			"mconsole.c", "net.c", "queue.c", "ssi-freeze.c", "ssi-init.c", "ssi-xstate.c", "ssi.h", "supervise.c", "thaw.c",
			"watch.c");

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
