package org.ssiworkbench.trace.tests;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages a trace on purpose, always in the same way for the same seed. */
final class Damage {
	private static final int MAGIC = 0xC1FC1FC1;
	private static final List<String> STREAMS = List.of("node-1", "node-2", "node-3", "node-4", "node-5");
	private static final List<String> HOSTILE = List.of("size = 64;", "size = 999999999999999999999;", "size = -1;", "size = 0;",
			"align = 0;", "signed = maybe;", "id = 4294967296;", "freq = 0;", "offset = 9223372036854775807;", "byte_order = middle;",
			"struct { struct { struct {", "uint64_t x[2147483647];", "string \u0000;", "variant <x> { int64_t a; };", "};", "\"", "/*",
			"event { name = \"ics_send\"; id = 0; };",
			"event { name = \"clms_transition\"; id = 65535; fields := struct { string transid; }; };");

	private final Path folder;
	private final SplittableRandom random;

	private Damage(Path folder, long seed) {
		this.folder = folder;
		random = new SplittableRandom(seed);
	}

	/** Damages a trace; says how. */
	static String damage(Path folder, long seed) throws IOException {
		return new Damage(folder, seed).damage();
	}

	private String damage() throws IOException {
		Path stream = folder.resolve(STREAMS.get(random.nextInt(STREAMS.size())));
		byte[] data = Files.readAllBytes(stream);
		switch (random.nextInt(12)) {
			case 0 -> {
				return write("cut", stream, Arrays.copyOf(data, random.nextInt(data.length)));
			}
			case 1 -> {
				return write("flipped bits", stream, flipped(data, 1 + random.nextInt(64)));
			}
			case 2 -> {
				int from = random.nextInt(data.length);
				Arrays.fill(data, from, Math.min(data.length, from + random.nextInt(100_000)), (byte) 0);
				return write("a hole", stream, data);
			}
			case 3 -> {
				return write("mixed packets", stream, mixed(data));
			}
			case 4 -> {
				return write("false headers", stream, falseHeaders(data));
			}
			case 5 -> {
				byte[] noise = new byte[random.nextInt(300_000)];
				random.nextBytes(noise);
				return write("noise", stream, noise);
			}
			case 6 -> {
				return random.nextInt(4) > 0 ? write("emptied", stream, new byte[0]) : lengthened(stream);
			}
			case 7 -> {
				return write("another node's stream", stream, Files.readAllBytes(folder.resolve(STREAMS.get(random.nextInt(5)))));
			}
			default -> {
				return metadata();
			}
		}
	}

	private String metadata() throws IOException {
		Path file = folder.resolve("metadata");
		byte[] data = Files.readAllBytes(file);
		String text = new String(data, StandardCharsets.UTF_8);
		return switch (random.nextInt(5)) {
			case 0 -> write("metadata cut", file, Arrays.copyOf(data, random.nextInt(data.length)));
			case 1 -> write("metadata with flipped bits", file, flipped(data, 1 + random.nextInt(8)));
			case 2 -> write("metadata without a line", file, withoutLine(text));
			case 3 -> write("metadata nested deeply", file, (text + "struct {".repeat(200_000)).getBytes(StandardCharsets.UTF_8));
			default -> write("hostile metadata", file, withLine(text, HOSTILE.get(random.nextInt(HOSTILE.size()))));
		};
	}

	private String write(String how, Path file, byte[] data) throws IOException {
		Files.write(file, data);
		return how + " in " + file.getFileName();
	}

	private byte[] flipped(byte[] data, int count) {
		for (int i = 0; i < count; i++)
			data[random.nextInt(data.length)] ^= (byte) (1 << random.nextInt(8));
		return data;
	}

	/** A packet twice, two in each other's place, or one left out. */
	private byte[] mixed(byte[] data) {
		List<byte[]> packets = new ArrayList<>();
		List<Integer> starts = starts(data);
		for (int i = 0; i < starts.size(); i++)
			packets.add(Arrays.copyOfRange(data, starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : data.length));
		for (int i = 0; i < 3; i++) {
			byte[] moved = packets.remove(random.nextInt(packets.size()));
			for (int copies = random.nextInt(3); copies > 0; copies--)
				packets.add(random.nextInt(packets.size() + 1), moved);
			if (packets.isEmpty())
				packets.add(moved);
		}
		ByteBuffer together = ByteBuffer.allocate(packets.stream().mapToInt(packet -> packet.length).sum());
		packets.forEach(together::put);
		return together.array();
	}

	private static List<Integer> starts(byte[] data) {
		ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
		List<Integer> starts = new ArrayList<>();
		for (int at = 0; at + 4 <= data.length; at++)
			if (buffer.getInt(at) == MAGIC)
				starts.add(at);
		return starts;
	}

	/** Other sizes, times, counters. */
	private byte[] falseHeaders(byte[] data) {
		ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
		for (int start : starts(data))
			if (random.nextBoolean() && start + 88 <= data.length) {
				long value = random.nextBoolean() ? random.nextLong() : Long.MAX_VALUE - random.nextInt(100);
				buffer.putLong(start + 20 + random.nextInt(60), value);
			}
		return data;
	}

	/** A file that claims to be very long. */
	private String lengthened(Path stream) throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(stream.toFile(), "rw")) {
			file.setLength(5L << 30);
		}
		return "5 GB of zeros behind " + stream.getFileName();
	}

	private byte[] withoutLine(String text) {
		List<String> lines = new ArrayList<>(text.lines().toList());
		lines.remove(random.nextInt(lines.size()));
		return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
	}

	private byte[] withLine(String text, String line) {
		List<String> lines = new ArrayList<>(text.lines().toList());
		int at = 1 + random.nextInt(lines.size() - 1);
		if (random.nextBoolean())
			lines.add(at, line);
		else
			lines.set(at, line);
		return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
	}
}
