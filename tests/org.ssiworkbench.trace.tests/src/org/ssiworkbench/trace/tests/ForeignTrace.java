package org.ssiworkbench.trace.tests;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A trace as another producer may write it: compact event headers, bit fields, enums, sequences, variants, contexts. */
final class ForeignTrace {
	static final String METADATA = """
			/* CTF 1.8 */
			typealias integer { size = 8; align = 8; signed = false; } := uint8_t;
			typealias integer { size = 16; align = 8; signed = false; } := uint16_t;
			typealias integer { size = 32; align = 8; signed = false; } := uint32_t;
			typealias integer { size = 64; align = 8; signed = false; } := uint64_t;
			typealias integer { size = 64; align = 8; signed = true; } := long long;
			typealias integer { size = 5; align = 1; signed = false; } := uint5_t;
			typealias integer { size = 27; align = 1; signed = false; } := uint27_t;
			trace {
				major = 1; minor = 8;
				uuid = "01234567-89ab-cdef-0123-456789abcdef";
				byte_order = le;
				packet.header := struct { uint32_t magic; uint8_t uuid[16]; uint32_t stream_id; };
			};
			env { hostname = "alien"; domain = "kernel"; tracer_name = "lttng-modules"; tracer_major = 2; };
			clock { name = "monotonic"; freq = 1000000000; offset = 1600000000000000000; };
			typealias integer { size = 27; align = 1; signed = false; map = clock.monotonic.value; } := uint27_clock_t;
			typealias integer { size = 64; align = 8; signed = false; map = clock.monotonic.value; } := uint64_clock_t;
			struct packet_context {
				uint64_clock_t timestamp_begin; uint64_clock_t timestamp_end;
				uint64_t content_size; uint64_t packet_size; uint32_t cpu_id;
			};
			struct event_header_compact {
				enum : uint5_t { compact = 0 ... 30, extended = 31 } id;
				variant <id> {
					struct { uint27_clock_t timestamp; } compact;
					struct { uint32_t id; uint64_clock_t timestamp; } extended;
				} v;
			} align(8);
			stream {
				id = 7;
				event.header := struct event_header_compact;
				packet.context := struct packet_context;
				event.context := struct { uint32_t _vpid; };
			};
			event {
				name = "sched_switch"; id = 3; stream_id = 7;
				fields := struct {
					integer { size = 8; align = 8; signed = 0; encoding = UTF8; base = 10; } _comm[6];
					long long _tid;
					enum : uint8_t { "idle" = 0, "busy" = 1 ... 9 } _state;
					integer { size = 3; align = 1; signed = false; } _low;
					integer { size = 5; align = 1; signed = true; } _high;
				};
			};
			event {
				name = "net_dev_queue"; id = 300; stream_id = 7;
				fields := struct {
					string _name;
					uint16_t __data_length;
					uint8_t _data[ __data_length ];
					floating_point { exp_dig = 8; mant_dig = 24; align = 8; byte_order = be; } _ratio;
					struct { uint16_t a; integer { size = 16; align = 8; byte_order = be; } b; } _pair;
				};
			};
			""";
	private static final int PACKET = 4096;

	private ForeignTrace() {
	}

	/** Two streams of two packets each; a switch and a queueing in turns. */
	static void write(Path folder) throws IOException {
		Files.createDirectories(folder);
		Files.writeString(folder.resolve("metadata"), METADATA);
		for (int cpu = 0; cpu < 2; cpu++) {
			ByteBuffer stream = ByteBuffer.allocate(2 * PACKET).order(ByteOrder.LITTLE_ENDIAN);
			packet(stream, 0, cpu, 1_000_000_000L + cpu);
			packet(stream, PACKET, cpu, 5_000_000_000L + cpu);
			Files.write(folder.resolve("channel0_" + cpu), stream.array());
		}
	}

	private static void packet(ByteBuffer stream, int at, int cpu, long begin) {
		stream.position(at).putInt(0xC1FC1FC1);
		stream.order(ByteOrder.BIG_ENDIAN).putLong(0x0123456789abcdefL).putLong(0x0123456789abcdefL).order(ByteOrder.LITTLE_ENDIAN);
		stream.putInt(7).putLong(begin).putLong(begin + 190_000_000);
		int sizes = stream.position();
		stream.putLong(0).putLong(PACKET * 8).putInt(cpu);
		for (int i = 0; i < 20; i += 2) {
			switched(stream, begin + i * 10_000_000L, i);
			queued(stream, begin + (i + 1) * 10_000_000L, i);
		}
		stream.putLong(sizes, 8L * (stream.position() - at));
	}

	/** The time's lower 27 bits in a compact header. */
	private static void switched(ByteBuffer stream, long time, int number) {
		stream.putInt((int) (3 | (time & (1 << 27) - 1) << 5)).putInt(4711);
		stream.put("swap\0\0".getBytes(StandardCharsets.UTF_8)).putLong(-number).put((byte) (number % 12));
		stream.put((byte) (number & 7 | (-3 & 31) << 3));
	}

	/** The whole time and id in an extended header. */
	private static void queued(ByteBuffer stream, long time, int number) {
		stream.put((byte) 31).putInt(300).putLong(time).putInt(4712);
		stream.put("eth0\0".getBytes(StandardCharsets.UTF_8)).putShort((short) 3).put(new byte[] { 1, 2, (byte) number });
		stream.order(ByteOrder.BIG_ENDIAN).putFloat(0.5f).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 9);
		stream.order(ByteOrder.BIG_ENDIAN).putShort((short) 10).order(ByteOrder.LITTLE_ENDIAN);
	}
}
