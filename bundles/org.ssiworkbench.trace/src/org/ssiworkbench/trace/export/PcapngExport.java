package org.ssiworkbench.trace.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Messages;
import org.ssiworkbench.trace.view.TimeFormat;

/**
 * Writes each message as a packet of its sender's interface. A packet's contents are the message's fields as JSON, with tags
 * that name the JSON dissector, addresses 10.9.x.y that stand for the nodes, and the protocol ICS. So tshark and Wireshark
 * take them apart without a plug-in. What became of the message is in its fields and as a comment.
 */
final class PcapngExport {
	private static final int TAG_DISSECTOR = 12;
	private static final int TAG_SOURCE = 20;
	private static final int TAG_DESTINATION = 21;
	private static final int TAG_PROTOCOL = 33;
	private static final int TAG_INFO = 36;
	private static final int TAG_END = 0;
	private static final int NONE = -1;

	private final ExportRows rows;
	private final TraceIndex index;
	private final Messages messages;
	private final PcapngBlocks blocks;
	private long written;
	private final Map<Integer, Integer> interfaces = new HashMap<>();

	PcapngExport(ExportRows rows, OutputStream out) {
		this.rows = rows;
		index = rows.index();
		messages = new Messages(index);
		blocks = new PcapngBlocks(out);
	}

	long write(ExportProgress progress) throws IOException {
		blocks.section("ICS messages of cluster " + index.description().cluster());
		List<Integer> nodes = index.nodes();
		for (int node : nodes) {
			interfaces.put(node, interfaces.size());
			blocks.describeInterface("node " + node);
		}
		rows.forEach(progress, this::event);
		return written;
	}

	/** A message is written at its send; without send in the trace, at its receive. */
	private void event(int row) throws IOException {
		EventKind kind = index.kind(row);
		if (kind == EventKind.ICS_SEND)
			message(row, index.event(row), messages.receive(row));
		else if (kind == EventKind.ICS_RECV && messages.send(row) == NONE)
			message(NONE, index.event(row), row);
	}

	private void message(int send, TraceEvent event, int receive) throws IOException {
		int peer = (int) event.integer("peer");
		int from = send == NONE ? peer : event.node();
		int to = send == NONE ? event.node() : peer;
		String fate = fate(send, receive, to);
		JsonText json = new JsonText().open('{').member("message", Long.toHexString(event.integer("msg"))).member("from", (long) from)
				.member("to", (long) to);
		for (String field : List.of("form", "service", "operation"))
			json.member(field, event.text(field));
		for (String field : List.of("channel", "priority", "inline", "ool"))
			json.member(field, event.integer(field));
		json.member("request", Long.toHexString(event.integer("request"))).member("cause", Long.toHexString(event.cause()));
		if (send != NONE)
			json.member("sent", event.time());
		if (receive != NONE)
			json.member("received", index.time(receive));
		if (send != NONE && receive != NONE)
			json.member("latency", index.time(receive) - event.time());
		String info = event.text("form") + ' ' + event.text("service") + ' ' + event.text("operation");
		written++;
		blocks.packet(interfaces.get(event.node()), index.description().clockOrigin() + event.time(),
				packet(from, to, info, json.close('}').toString()), fate);
	}

	private String fate(int send, int receive, int to) {
		if (receive == NONE)
			return "not received in this trace";
		if (send == NONE)
			return "its send is not in this trace";
		return "received by node " + to + " after " + TimeFormat.duration(index.time(receive) - index.time(send));
	}

	private static byte[] packet(int from, int to, String info, String json) {
		ByteArrayOutputStream packet = new ByteArrayOutputStream();
		tag(packet, TAG_DISSECTOR, utf8("json"));
		tag(packet, TAG_SOURCE, address(from));
		tag(packet, TAG_DESTINATION, address(to));
		tag(packet, TAG_PROTOCOL, utf8("ICS"));
		tag(packet, TAG_INFO, utf8(info));
		tag(packet, TAG_END, new byte[0]);
		packet.writeBytes(utf8(json));
		return packet.toByteArray();
	}

	/** Big endian, whatever the file is. */
	private static void tag(ByteArrayOutputStream packet, int tag, byte[] value) {
		int padded = value.length + 3 & ~3;
		packet.writeBytes(ByteBuffer.allocate(4 + padded).putShort((short) tag).putShort((short) padded).put(value).array());
	}

	private static byte[] address(int node) {
		return new byte[] { 10, 9, (byte) (node >>> 8), (byte) node };
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}
}
