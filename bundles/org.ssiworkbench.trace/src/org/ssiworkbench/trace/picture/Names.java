package org.ssiworkbench.trace.picture;

import java.util.List;

/** Gives names a place in a palette: the node software's own services each their own, all others by hash. */
final class Names {
	private static final List<String> OWN = List.of("clms", "vproc", "load", "keepalive", "ipc", "root", "net");
	private static final int FNV_OFFSET = 0x811C9DC5;
	private static final int FNV_PRIME = 0x01000193;

	private Names() {
	}

	static int place(String name, int places) {
		int own = OWN.indexOf(name);
		return own >= 0 && own < places ? own : Math.floorMod(hash(name), places);
	}

	/** FNV-1a, so that the colour does not depend on the Java version. */
	private static int hash(String name) {
		int hash = FNV_OFFSET;
		for (int i = 0; i < name.length(); i++)
			hash = (hash ^ name.charAt(i)) * FNV_PRIME;
		return hash ^ hash >>> 15;
	}
}
