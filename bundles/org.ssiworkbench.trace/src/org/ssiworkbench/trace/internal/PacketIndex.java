package org.ssiworkbench.trace.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.ssiworkbench.trace.NodeLife;

/** Where the packets of one stream are and when they end, made from their headers. */
public final class PacketIndex {
	private static final int MAX_LIVES = 1 << 16;

	private long[] offsets = new long[64];
	private long[] ends = new long[64];
	private int count;
	private final List<NodeLife> lives = new ArrayList<>();

	private PacketIndex() {
	}

	/** Reads the headers. Problems are left to whoever reads the packets themselves. */
	public static PacketIndex of(StreamFile file, TraceLayout layout) {
		PacketIndex index = new PacketIndex();
		PacketSource source = new PacketSource(file, layout, false, new ProblemList(), new TextPool());
		for (PacketHeader header = source.nextHeader(); header != null; header = source.nextHeader())
			index.add(source.place(), header);
		return index;
	}

	/** Where to start reading for the events at or after a time; {@link Long#MAX_VALUE} if there are none. */
	public long offset(long time) {
		int found = Arrays.binarySearch(ends, 0, count, time);
		int first = found < 0 ? -found - 1 : found;
		while (first > 0 && ends[first - 1] == time)
			first--;
		return first < count ? offsets[first] : Long.MAX_VALUE;
	}

	/** The node's lives, oldest first. */
	public List<NodeLife> lives() {
		return lives;
	}

	private void add(long offset, PacketHeader header) {
		if (count == offsets.length) {
			offsets = Arrays.copyOf(offsets, 2 * count);
			ends = Arrays.copyOf(ends, 2 * count);
		}
		offsets[count] = offset;
		// The search needs ascending ends, also in a corrupt stream.
		ends[count] = count == 0 ? header.end() : Math.max(header.end(), ends[count - 1]);
		count++;
		addToLife(header);
	}

	private void addToLife(PacketHeader header) {
		NodeLife last = lives.isEmpty() ? null : lives.getLast();
		if (last != null && last.node() == header.node() && last.boot() == header.boot())
			lives.set(lives.size() - 1, new NodeLife(last.node(), last.boot(), last.begin(), header.end()));
		else if (lives.size() < MAX_LIVES)
			lives.add(new NodeLife(header.node(), header.boot(), header.begin(), header.end()));
	}
}
