package org.ssiworkbench.trace.picture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

	/** Places for several names: who comes later in the order of names goes on to the next free place, as long as there are any. */
	static List<Integer> places(List<String> names, int places) {
		Map<String, Integer> found = new HashMap<>();
		names.stream().filter(OWN::contains).forEach(name -> found.put(name, place(name, places)));
		names.stream().filter(name -> !OWN.contains(name)).sorted()
				.forEach(name -> found.put(name, free(place(name, places), places, found)));
		return names.stream().map(found::get).toList();
	}

	private static int free(int wanted, int places, Map<String, Integer> taken) {
		int place = wanted;
		for (int i = 0; i < places && taken.containsValue(place); i++)
			place = (place + 1) % places;
		return place;
	}

	/** FNV-1a, so that the colour does not depend on the Java version. */
	private static int hash(String name) {
		int hash = FNV_OFFSET;
		for (int i = 0; i < name.length(); i++)
			hash = (hash ^ name.charAt(i)) * FNV_PRIME;
		return hash ^ hash >>> 15;
	}
}
