package org.ssiworkbench.node.keepalive;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/** What keepalive knows: the daemon's own table, and on every init node a copy of it. */
final class Table {
	private final TreeMap<Integer, Entry> entries = new TreeMap<>();

	/** Takes an entry that is newer than what is here. */
	void take(Entry entry) {
		Entry known = entries.get(entry.slot);
		if (known == null || known.version < entry.version)
			entries.put(entry.slot, entry);
	}

	Entry add(Spec spec, long token) {
		Entry entry = new Entry(entries.isEmpty() ? 1 : entries.lastKey() + 1, spec);
		entry.token = token;
		entries.put(entry.slot, entry);
		return entry;
	}

	/** All that are registered, by slot. */
	List<Entry> registered() {
		List<Entry> registered = new ArrayList<>(entries.values());
		registered.removeIf(entry -> entry.state == State.REMOVED);
		return registered;
	}

	/** An entry as long as it is registered, else null. */
	Entry get(int slot) {
		Entry entry = entries.get(slot);
		return entry == null || entry.state == State.REMOVED ? null : entry;
	}

	/** The entry of a registration, null if there is none yet. */
	Entry ofToken(long token) {
		return entries.values().stream().filter(entry -> entry.token == token).findFirst().orElse(null);
	}

	WireWriter write(WireWriter out) {
		out.i32(entries.size());
		for (Entry entry : entries.values())
			entry.write(out);
		return out;
	}

	void merge(WireReader in) throws MalformedException {
		for (int left = in.i32(); left > 0; left--)
			take(Entry.read(in));
	}
}
