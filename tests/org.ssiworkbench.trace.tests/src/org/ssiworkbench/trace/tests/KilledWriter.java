package org.ssiworkbench.trace.tests;

import java.nio.file.Path;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceWriter;

/** A process that writes a trace until it is killed. Prints how many events of each stream it has handed over. */
final class KilledWriter {
	private KilledWriter() {
	}

	public static void main(String[] arguments) throws Exception {
		TraceWriter writer = TraceWriter.create(Path.of(arguments[0]), Traces.DESCRIPTION);
		PacketEncoder node = writer.encoder(1);
		for (long i = 1;; i++) {
			Traces.log(node, i, "line " + i);
			writer.record(i, EventKind.LOG, 0, "info", "line " + i);
			if (i % 50 == 0) {
				node.flush();
				writer.flush();
				System.out.println(i);
			}
		}
	}
}
