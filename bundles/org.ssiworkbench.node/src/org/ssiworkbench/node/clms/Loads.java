package org.ssiworkbench.node.clms;

import java.util.TreeMap;
import java.util.function.LongSupplier;

import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;
import org.ssiworkbench.trace.EventKind;

/** Every node's load: its own goes to the master with imalive, the master's vector of all goes to all. */
final class Loads {
	private static final long SAMPLE_PERIOD = 1_000_000_000;

	private final Clms clms;
	private final TreeMap<Integer, Long> loads = new TreeMap<>();
	private LongSupplier announced;

	Loads(Clms clms) {
		this.clms = clms;
		announced = clms.context.host::load;
	}

	void announce(LongSupplier load) {
		announced = load;
	}

	void start() {
		clms.context.trace(EventKind.LOAD_SAMPLE, clms.context.host.load());
		clms.context.after(SAMPLE_PERIOD, this::start);
	}

	long of(int node) {
		return node == clms.self() ? clms.context.host.load() : loads.getOrDefault(node, -1L);
	}

	void forget(int node) {
		loads.remove(node);
	}

	void write(WireWriter out, boolean all) {
		out.u16(all ? loads.size() + 1 : 1).u16(clms.self()).i32((int) announced.getAsLong());
		if (all)
			for (var entry : loads.entrySet())
				out.u16(entry.getKey()).i32(entry.getValue().intValue());
	}

	void read(WireReader in) throws MalformedException {
		for (int left = in.u16(); left > 0; left--) {
			int node = in.u16();
			long load = in.i32();
			if (node != clms.self())
				loads.put(node, load);
		}
	}
}
