package org.ssiworkbench.trace.internal.index;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.trace.NodeLife;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.internal.EventLayout;
import org.ssiworkbench.trace.internal.Packet;
import org.ssiworkbench.trace.internal.PacketFormat;
import org.ssiworkbench.trace.internal.PacketSource;
import org.ssiworkbench.trace.internal.StreamFile;
import org.ssiworkbench.trace.internal.TextPool;
import org.ssiworkbench.trace.internal.TraceLayout;

/** Reads a stream whose packets are laid out as SSI Workbench writes them. */
final class PacketDecoder implements StreamDecoder {
	private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
	private static final int USUAL_EVENT = 512;
	private static final int MAX_LIVES = 1 << 16;

	private final int stream;
	private final TraceLayout layout;
	private final PacketSource source;
	private final FileBytes file;
	private final OwnTypes types;
	private final TextCodes codes;
	private final List<NodeLife> lives;
	private volatile int node;

	PacketDecoder(int stream, StreamFile file, PacketSource source, TraceLayout layout, OwnTypes types, Dictionary dictionary,
			List<NodeLife> lives) {
		this.stream = stream;
		this.source = source;
		this.layout = layout;
		this.types = types;
		this.file = new FileBytes(file.path());
		this.lives = new ArrayList<>(lives);
		codes = new TextCodes(dictionary);
		node = source.state().node();
	}

	@Override
	public boolean next(EventRun run) {
		Packet packet = source.next();
		if (packet == null)
			return false;
		node = packet.header().node();
		run.reserve(packet.count());
		long base = Places.of(stream, 8 * source.place());
		for (int i = 0; i < packet.count(); i++)
			add(packet.data(), packet.offset(i), base, run);
		note(new NodeLife(node, packet.header().boot(), packet.time(0), packet.time(packet.count() - 1)));
		return true;
	}

	private void add(byte[] data, int offset, long base, EventRun run) {
		int event = run.count++;
		run.clear(event);
		OwnTypes.Plan plan = types.plan((short) SHORT.get(data, offset) & 0xFFFF);
		run.longs[Slot.TIME.index][event] = (long) LONG.get(data, offset + PacketFormat.EVENT_TIME);
		run.longs[Slot.CAUSE.index][event] = (long) LONG.get(data, offset + PacketFormat.EVENT_CAUSE);
		run.longs[Slot.PLACE.index][event] = base + 8L * offset;
		run.chars[Slot.STREAM.index][event] = (char) stream;
		run.chars[Slot.TYPE.index][event] = plan.type();
		int at = offset + PacketFormat.EVENT_FIELDS;
		for (int i = 0; i < plan.text().length; i++) {
			Slot slot = plan.slots()[i];
			if (plan.text()[i]) {
				at = text(data, at, slot, run, event);
				continue;
			}
			if (slot != null)
				run.put(slot, event, (long) LONG.get(data, at));
			at += Long.BYTES;
		}
	}

	private int text(byte[] data, int from, Slot slot, EventRun run, int event) {
		int hash = 0;
		int end = from;
		for (byte b = data[end]; b != 0; b = data[++end])
			hash = 31 * hash + b;
		if (slot != null)
			run.chars[slot.index][event] = codes.code(data, from, end, hash);
		return end + 1;
	}

	private synchronized void note(NodeLife packet) {
		NodeLife last = lives.isEmpty() ? null : lives.getLast();
		if (last != null && last.node() == packet.node() && last.boot() == packet.boot())
			lives.set(lives.size() - 1, new NodeLife(last.node(), last.boot(), last.begin(), packet.end()));
		else if (lives.size() < MAX_LIVES)
			lives.add(packet);
	}

	@Override
	public PacketSource.State state() {
		return source.state();
	}

	@Override
	public int node() {
		return node;
	}

	@Override
	public synchronized List<NodeLife> lives() {
		return List.copyOf(lives);
	}

	@Override
	public TraceEvent event(long place, long time) throws IOException {
		long offset = Places.bit(place) / 8;
		byte[] data = file.read(offset, USUAL_EVENT);
		EventLayout event = layoutOf(data);
		if (event.end(data, PacketFormat.EVENT_FIELDS, data.length) < 0)
			data = file.read(offset, PacketFormat.MAX_PACKET_BYTES);
		if (event.end(data, PacketFormat.EVENT_FIELDS, data.length) < 0)
			throw new IOException("the event at byte " + offset + " of the stream is no longer there");
		return new TraceEvent(time, node, event.type(), (long) LONG.get(data, PacketFormat.EVENT_CAUSE),
				event.values(data, PacketFormat.EVENT_FIELDS, new TextPool()));
	}

	private EventLayout layoutOf(byte[] data) throws IOException {
		EventLayout event = data.length < PacketFormat.EVENT_FIELDS ? null : layout.event((short) SHORT.get(data, 0) & 0xFFFF);
		if (event == null)
			throw new IOException("an event of the stream is no longer where it was");
		return event;
	}
}
