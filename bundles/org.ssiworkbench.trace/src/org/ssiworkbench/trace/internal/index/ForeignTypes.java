package org.ssiworkbench.trace.internal.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.ssiworkbench.trace.EventType;
import org.ssiworkbench.trace.Field;
import org.ssiworkbench.trace.internal.ctf.CtfMetadata;
import org.ssiworkbench.trace.internal.ctf.CtfMetadata.EventClass;
import org.ssiworkbench.trace.internal.ctf.CtfMetadata.StreamClass;
import org.ssiworkbench.trace.internal.ctf.CtfType.IntegerType;
import org.ssiworkbench.trace.internal.ctf.CtfType.Member;

/** The types of a foreign trace: all fields of the events, then those of their contexts. */
final class ForeignTypes {
	private static final int MAX_TYPES = 60_000;

	private record Key(long stream, long event) {
	}

	final TypeTable table;
	private final Map<Key, Integer> numbers = new HashMap<>();

	ForeignTypes(CtfMetadata metadata) {
		List<EventType> types = new ArrayList<>();
		for (StreamClass stream : metadata.streams().values())
			for (EventClass event : stream.events().values())
				if (types.size() < MAX_TYPES) {
					numbers.put(new Key(stream.id(), event.id()), types.size());
					types.add(new EventType(event.name(), fields(stream, event), null));
				}
		table = TypeTable.of(types);
	}

	/** Number of an event's type; -1 if there are more types than are read. */
	int number(StreamClass stream, EventClass event) {
		return numbers.getOrDefault(new Key(stream.id(), event.id()), -1);
	}

	private static List<Field> fields(StreamClass stream, EventClass event) {
		List<Field> fields = new ArrayList<>();
		Set<String> names = new HashSet<>();
		for (List<Member> members : List.of(event.fields().members(), stream.eventContext().members(), event.context().members()))
			for (Member member : members) {
				String name = member.name().startsWith("_") ? member.name().substring(1) : member.name();
				while (!names.add(name))
					name = "context." + name;
				fields.add(new Field(name, member.type() instanceof IntegerType ? Field.Type.INTEGER : Field.Type.TEXT));
			}
		return fields;
	}
}
