package org.ssiworkbench.trace.internal.index;

import java.util.Map;
import java.util.UUID;

import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.internal.ProblemList;
import org.ssiworkbench.trace.internal.StreamFile;
import org.ssiworkbench.trace.internal.ctf.CtfMetadata;

/** A trace of another producer. */
record ForeignFormat(CtfMetadata metadata, ForeignTypes foreign) implements TraceFormat {
	private static final long SECOND = 1_000_000_000L;

	ForeignFormat(CtfMetadata metadata) {
		this(metadata, new ForeignTypes(metadata));
	}

	@Override
	public TraceDescription description() {
		Map<String, String> environment = metadata.environment();
		return new TraceDescription(id(), environment.getOrDefault("hostname", ""), environment.getOrDefault("tracer_name", "unknown tracer"),
				0, Math.max(0, number("offset_s", 0) * SECOND + nanos(number("offset", 0))));
	}

	@Override
	public TypeTable types() {
		return foreign.table;
	}

	@Override
	public StreamDecoder decoder(int number, StreamFile file, Start start, Dictionary dictionary, ProblemList problems) {
		return new ForeignDecoder(number, file, this, start, dictionary, problems);
	}

	/** Nanoseconds of the clock's cycles. */
	long nanos(long cycles) {
		long frequency = Math.max(1, number("freq", SECOND));
		return frequency == SECOND ? cycles : (long) ((double) (cycles % frequency) / frequency * SECOND) + cycles / frequency * SECOND;
	}

	private UUID id() {
		try {
			return UUID.fromString(metadata.trace().getOrDefault("uuid", ""));
		} catch (IllegalArgumentException e) { // a trace need not have one
			return new UUID(0, 0);
		}
	}

	private long number(String key, long otherwise) {
		String value = metadata.clocks().isEmpty() ? null : metadata.clocks().getFirst().get(key);
		try {
			return value == null ? otherwise : Long.decode(value);
		} catch (NumberFormatException e) { // as good as not said
			return otherwise;
		}
	}
}
