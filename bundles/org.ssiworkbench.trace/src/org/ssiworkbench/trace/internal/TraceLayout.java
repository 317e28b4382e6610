package org.ssiworkbench.trace.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.TraceFormatException;
import org.ssiworkbench.trace.internal.Tsdl.Block;

/** What the metadata of a trace says: the trace's description and the layout of its events. */
public final class TraceLayout {
	private static final int MAX_EVENT_KINDS = 1024;
	private static final TraceDescription SAMPLE = new TraceDescription(new UUID(0, 0), "", "", 0, 0);

	private final TraceDescription description;
	private final EventLayout[] events = new EventLayout[MAX_EVENT_KINDS];

	private TraceLayout(TraceDescription description) {
		this.description = description;
	}

	/** Understands metadata of ours; anything else ends with a sentence that says what is foreign about it. */
	public static TraceLayout parse(String metadata) throws TraceFormatException {
		List<Block> blocks = Tsdl.parse(metadata);
		Block env = single(blocks, "env");
		if (!MetadataText.TRACER.equals(env.values().get("tracer_name")))
			throw new TraceFormatException("the trace was not written by SSI Workbench, its tracer is "
					+ env.values().getOrDefault("tracer_name", "not named") + "; open it with babeltrace2 or Trace Compass");
		requireOurFraming(blocks);
		TraceLayout layout = new TraceLayout(description(blocks, env));
		for (Block block : blocks)
			if (block.name().equals("event"))
				layout.add(block);
		return layout;
	}

	public TraceDescription description() {
		return description;
	}

	/** The layout of events with this id, null if the metadata has none. */
	public EventLayout event(int id) {
		return id < MAX_EVENT_KINDS ? events[id] : null;
	}

	/** Ids in the metadata are below this. */
	public int eventLimit() {
		return MAX_EVENT_KINDS;
	}

	private static TraceDescription description(List<Block> blocks, Block env) throws TraceFormatException {
		Block clock = single(blocks, "clock");
		String id = single(blocks, "trace").value("uuid");
		try {
			long origin = Math.addExact(Math.multiplyExact(clock.number("offset_s"), 1_000_000_000L), clock.number("offset"));
			return new TraceDescription(UUID.fromString(id), env.value("cluster_name"), env.value("host"),
					env.number("seed"), origin);
		} catch (IllegalArgumentException | ArithmeticException e) {
			throw new TraceFormatException("metadata: the trace's uuid or its clock's offset is impossible: " + e.getMessage());
		}
	}

	private void add(Block event) throws TraceFormatException {
		long id = event.number("id");
		List<String> declarations = event.structs().getOrDefault("fields", List.of());
		if (id < 0 || id >= MAX_EVENT_KINDS || events[(int) id] != null)
			throw new TraceFormatException("metadata line " + event.line() + ": event id " + id + " is used twice or out of range");
		for (String declaration : declarations)
			if (!declaration.startsWith("int64_t ") && !declaration.startsWith("string ") || declaration.endsWith("]"))
				throw new TraceFormatException("metadata line " + event.line() + ": field " + declaration
						+ " is of a type that SSI Workbench does not write");
		events[(int) id] = EventLayout.of(event.value("name"), declarations);
	}

	/** Packets and event headers must be laid out exactly as we write them; only the events' own fields may differ. */
	private static void requireOurFraming(List<Block> blocks) throws TraceFormatException {
		List<String> ours = framing(Tsdl.parse(MetadataText.of(SAMPLE)));
		List<String> theirs = framing(blocks);
		if (!ours.equals(theirs))
			throw new TraceFormatException("the metadata lays packets out in another way than this version of SSI Workbench; "
					+ "open the trace with the version that wrote it, or with babeltrace2");
	}

	private static List<String> framing(List<Block> blocks) throws TraceFormatException {
		List<String> framing = new ArrayList<>();
		for (Block block : blocks) {
			Map<String, String> values = new LinkedHashMap<>(block.values());
			values.remove("uuid");
			if (block.name().equals("typealias") || block.name().equals("stream") || block.name().equals("trace"))
				framing.add(block.name() + values + block.structs());
		}
		framing.add("freq " + single(blocks, "clock").value("freq"));
		return framing;
	}

	private static Block single(List<Block> blocks, String name) throws TraceFormatException {
		Block found = null;
		for (Block block : blocks)
			if (block.name().equals(name)) {
				if (found != null)
					throw new TraceFormatException("metadata line " + block.line() + ": a second " + name);
				found = block;
			}
		if (found == null)
			throw new TraceFormatException("the metadata has no " + name + "; it was not written by SSI Workbench");
		return found;
	}
}
