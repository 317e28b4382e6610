package org.ssiworkbench.trace.internal;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Field;
import org.ssiworkbench.trace.TraceDescription;

/** Writes a trace's metadata: its layout in the Trace Stream Description Language of CTF 1.8. */
public final class MetadataText {
	/** Tells our traces from foreign ones. */
	public static final String TRACER = "ssi-workbench";
	public static final String FILE = "metadata";

	private static final long SECOND = 1_000_000_000L;
	private static final String TYPES = """
			typealias integer { size = 8; align = 8; signed = false; } := uint8_t;
			typealias integer { size = 16; align = 8; signed = false; } := uint16_t;
			typealias integer { size = 32; align = 8; signed = false; } := uint32_t;
			typealias integer { size = 64; align = 8; signed = false; } := uint64_t;
			typealias integer { size = 64; align = 8; signed = true; } := int64_t;
			""";
	private static final String TRACE = """

			trace {
				major = 1;
				minor = 8;
				uuid = "%s";
				byte_order = le;
				packet.header := struct {
					uint32_t magic;
					uint8_t uuid[16];
					uint32_t stream_id;
				};
			};
			""";
	private static final String ENVIRONMENT = """

			env {
				tracer_name = "%s";
				tracer_major = 1;
				tracer_minor = 0;
				cluster_name = %s;
				host = %s;
				seed = "%d";
			};
			""";
	private static final String CLOCK = """

			clock {
				name = "cluster";
				description = "The clock of the whole cluster";
				freq = %d;
				offset_s = %d;
				offset = %d;
				absolute = true;
			};

			typealias integer { size = 64; align = 8; signed = false; map = clock.cluster.value; } := cluster_time_t;
			""";
	private static final String STREAM = """

			stream {
				id = 0;
				packet.context := struct {
					cluster_time_t timestamp_begin;
					cluster_time_t timestamp_end;
					uint64_t content_size;
					uint64_t packet_size;
					uint64_t events_discarded;
					uint64_t packet_seq_num;
					uint32_t node;
					uint32_t boot;
					uint32_t events;
				};
				event.header := struct {
					uint16_t id;
					cluster_time_t timestamp;
				};
				event.context := struct {
					int64_t cause;
				};
			};
			""";

	private MetadataText() {
	}

	/** The whole text for a trace of all {@link EventKind}s. */
	public static String of(TraceDescription trace) {
		StringBuilder text = new StringBuilder("/* CTF 1.8 */\n\n").append(TYPES);
		text.append(TRACE.formatted(trace.id()));
		text.append(ENVIRONMENT.formatted(TRACER, quoted(trace.cluster()), quoted(trace.host()), trace.seed()));
		text.append(CLOCK.formatted(SECOND, trace.clockOrigin() / SECOND, trace.clockOrigin() % SECOND));
		text.append(STREAM);
		for (EventKind kind : EventKind.values())
			appendEvent(text, kind);
		return text.toString();
	}

	private static void appendEvent(StringBuilder text, EventKind kind) {
		text.append("\nevent {\n\tid = ").append(kind.ordinal());
		text.append(";\n\tname = \"").append(kind.traceName());
		text.append("\";\n\tstream_id = 0;\n\tfields := struct {\n");
		for (Field field : kind.fields())
			text.append("\t\t").append(typeName(field)).append(' ').append(field.name()).append(";\n");
		text.append("\t};\n};\n");
	}

	private static String typeName(Field field) {
		return field.type() == Field.Type.TEXT ? "string" : "int64_t";
	}

	private static String quoted(String value) {
		StringBuilder text = new StringBuilder("\"");
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c == '"' || c == '\\')
				text.append('\\').append(c);
			else
				text.append(c < ' ' || c == 0x7F ? '?' : c);
		}
		return text.append('"').toString();
	}
}
