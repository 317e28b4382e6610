package org.ssiworkbench.trace.internal.ctf;

import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.TraceFormatException;
import org.ssiworkbench.trace.internal.ctf.CtfType.StructType;

/**
 * What the metadata of a trace says.
 *
 * @param trace the values of its trace block
 * @param environment the values of its env block
 * @param clocks the values of its clock blocks
 * @param packetHeader begins each packet
 * @param streams by id
 */
public record CtfMetadata(Map<String, String> trace, Map<String, String> environment, List<Map<String, String>> clocks,
		StructType packetHeader, Map<Long, StreamClass> streams) {

	/**
	 * A class of streams.
	 *
	 * @param events by id
	 */
	public record StreamClass(long id, StructType packetContext, StructType eventHeader, StructType eventContext,
			Map<Long, EventClass> events) {
	}

	/** A class of events. */
	public record EventClass(long id, String name, StructType context, StructType fields) {
	}

	/** Understands metadata, or says what in which line is not understood. */
	public static CtfMetadata parse(String text) throws TraceFormatException {
		return new TsdlParser(text).parse();
	}
}
