package org.ssiworkbench.trace.internal.ctf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.ssiworkbench.trace.TraceFormatException;
import org.ssiworkbench.trace.internal.TsdlScanner;
import org.ssiworkbench.trace.internal.ctf.CtfMetadata.EventClass;
import org.ssiworkbench.trace.internal.ctf.CtfMetadata.StreamClass;
import org.ssiworkbench.trace.internal.ctf.CtfType.StructType;

/** Understands the blocks of metadata in the Trace Stream Description Language; {@link TsdlTypeParser} understands its types. */
final class TsdlParser {
	/** In a trace without stream ids. */
	private static final long ONLY = 0;

	/** What a block says: values by key, and types by key. */
	private record Block(int line, Map<String, String> values, Map<String, StructType> structs) {
		long id() throws TraceFormatException {
			return number("id", ONLY);
		}

		long number(String key, long otherwise) throws TraceFormatException {
			String value = values.get(key);
			try {
				return value == null ? otherwise : Long.decode(value);
			} catch (NumberFormatException e) {
				throw new TraceFormatException("metadata line " + line + ": " + key + " is not a number: " + value);
			}
		}

		StructType struct(String key) {
			return structs.getOrDefault(key, StructType.EMPTY);
		}
	}

	private final TsdlScanner scanner;
	private final TsdlTypeParser types;
	private Map<String, String> environment = Map.of();
	private final List<Map<String, String>> clocks = new ArrayList<>();
	private final List<Block> events = new ArrayList<>();
	private final Map<Long, Block> streams = new TreeMap<>();
	private Block trace = new Block(0, Map.of(), Map.of());

	TsdlParser(String text) throws TraceFormatException {
		scanner = new TsdlScanner(text);
		types = new TsdlTypeParser(scanner);
	}

	CtfMetadata parse() throws TraceFormatException {
		while (!scanner.atEnd())
			if (!types.acceptDefinition())
				block();
		Map<Long, StreamClass> classes = new TreeMap<>();
		for (Map.Entry<Long, Block> stream : streams.entrySet())
			classes.put(stream.getKey(), streamClass(stream.getKey(), stream.getValue()));
		for (Block event : events)
			add(event, classes);
		return new CtfMetadata(trace.values, environment, clocks, trace.struct("packet.header"), classes);
	}

	private void block() throws TraceFormatException {
		int line = scanner.line();
		String name = scanner.word();
		Block block = body(line);
		scanner.expect(";");
		switch (name) {
		case "trace" -> trace = block;
		case "env" -> environment = block.values;
		case "clock" -> clocks.add(block.values);
		case "stream" -> streams.put(block.id(), block);
		case "event" -> events.add(block);
		case "callsite" -> {
			return; // says where in the source events are; they can be read without
		}
		default -> throw new TraceFormatException("metadata line " + line + ": there are no blocks of the name " + name);
		}
	}

	private Block body(int line) throws TraceFormatException {
		Block block = new Block(line, new LinkedHashMap<>(), new HashMap<>());
		types.enter();
		scanner.expect("{");
		while (!scanner.accept("}"))
			if (!types.acceptDefinition())
				assignment(block);
		types.leave();
		return block;
	}

	private void assignment(Block block) throws TraceFormatException {
		int line = scanner.line();
		String key = scanner.word();
		if (scanner.accept("="))
			value(key, block);
		else {
			scanner.expect(":=");
			if (!(types.type() instanceof StructType struct))
				throw new TraceFormatException("metadata line " + line + ": " + key + " must be a struct");
			block.structs.put(key, struct);
		}
		scanner.expect(";");
	}

	private void value(String key, Block block) throws TraceFormatException {
		String value = scanner.value();
		block.values.put(key, value);
		if (key.equals("byte_order"))
			types.byteOrder(value);
	}

	private static StreamClass streamClass(long id, Block block) {
		return new StreamClass(id, block.struct("packet.context"), block.struct("event.header"), block.struct("event.context"),
				new TreeMap<>());
	}

	/** In a trace of a single class of streams neither that nor its events need to say so. */
	private static void add(Block event, Map<Long, StreamClass> classes) throws TraceFormatException {
		long id = event.number("stream_id", ONLY);
		StreamClass stream = classes.computeIfAbsent(id, key -> streamClass(key, new Block(0, Map.of(), Map.of())));
		String name = event.values.getOrDefault("name", "event " + event.id());
		EventClass known = stream.events().put(event.id(), new EventClass(event.id(), name, event.struct("context"), event.struct("fields")));
		if (known != null)
			throw new TraceFormatException("metadata line " + event.line + ": event id " + event.id() + " is used twice");
	}
}
