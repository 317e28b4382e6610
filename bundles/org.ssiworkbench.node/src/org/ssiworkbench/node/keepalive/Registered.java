package org.ssiworkbench.node.keepalive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/**
 * A process as keepalive lists it. Times are ns of the cluster's clock, 0 = never.
 *
 * @param slot its number in keepalive's table
 * @param pid 0 while it does not run
 * @param node where it was started last
 * @param lastStart when it was started last
 * @param firstDeath when it died for the first time
 * @param lastDeath when it died last
 * @param deaths how often it died within the present probation period
 * @param nextStart when it will be started again
 */
public record Registered(int slot, State state, int pid, int node, Spec spec, long lastStart, long firstDeath, long lastDeath,
		int deaths, long nextStart) {
	private static final long SECOND = 1_000_000_000;

	/** One line for people; times are seconds before {@code now}. */
	public String human(long now) {
		return String.format("%4d  %-8s %7s %4s  %-12s %-7s %s", slot, state.word(), pid == 0 ? "-" : pid, node == 0 ? "-" : node,
				deaths + " of " + spec.limits().errors(), lastDeath == 0 ? "never" : (now - lastDeath) / SECOND + " s",
				String.join(" ", spec.arguments()));
	}

	/** The head of the lines for people. */
	public static String humanHead() {
		return String.format("%4s  %-8s %7s %4s  %-12s %-7s %s", "SLOT", "STATE", "PID", "NODE", "DEATHS", "LAST", "COMMAND");
	}

	/** One line for programs: fields with colons between them, the command last. */
	public String machine() {
		return slot + ":" + state.word() + ":" + pid + ":" + node + ":" + (spec.pinned() ? 1 : 0) + ":" + spec.group() + ":"
				+ (spec.critical() ? 1 : 0) + ":" + lastStart + ":" + firstDeath + ":" + lastDeath + ":" + deaths + ":" + nextStart
				+ ":" + String.join(" ", spec.arguments());
	}

	/** Such lists as bytes. */
	public static byte[] encode(List<Registered> all) {
		WireWriter out = new WireWriter().i32(all.size());
		for (Registered one : all)
			Entry.write(out.i32(one.slot).u8(one.state.ordinal()).i32(one.pid).u16(one.node).i64(one.lastStart).i64(one.firstDeath)
					.i64(one.lastDeath).i32(one.deaths).i64(one.nextStart), one.spec);
		return out.toBytes();
	}

	/** Reads what {@link #encode} wrote; {@link IOException} if it did not. */
	public static List<Registered> decode(byte[] bytes) throws IOException {
		try {
			WireReader in = new WireReader(bytes);
			List<Registered> all = new ArrayList<>();
			for (int left = in.i32(); left > 0; left--)
				all.add(read(in));
			return all;
		} catch (MalformedException e) {
			throw new IOException("not a list of what keepalive monitors: " + e.getMessage(), e);
		}
	}

	private static Registered read(WireReader in) throws MalformedException {
		int slot = in.i32();
		State state = State.read(in);
		int pid = in.i32();
		int node = in.u16();
		long lastStart = in.i64();
		long firstDeath = in.i64();
		long lastDeath = in.i64();
		int deaths = in.i32();
		long nextStart = in.i64();
		return new Registered(slot, state, pid, node, Entry.readSpec(in), lastStart, firstDeath, lastDeath, deaths, nextStart);
	}
}
