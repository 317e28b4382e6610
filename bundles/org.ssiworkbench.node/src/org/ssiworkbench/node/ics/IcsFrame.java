package org.ssiworkbench.node.ics;

import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/**
 * One frame on a channel; {@code docs/ics.md} has the layout.
 *
 * @param reference of a request: the sender's oldest unanswered request to this peer; of a reply: the request's id
 */
record IcsFrame(Form form, int priority, int service, int operation, long id, long reference, int from, int to,
		IcsStatus status, int result, IcsData data) {

	/** The ordinal is the form byte. */
	enum Form {
		RPC("rpc"), REPLY("reply"), MESSAGE("message");

		final String traceName;

		Form(String traceName) {
			this.traceName = traceName;
		}
	}

	private static final int HEAD = 36;
	private static final Form[] FORMS = Form.values();
	private static final IcsStatus[] STATUSES = IcsStatus.values();

	byte[] encode() {
		int room = HEAD + Integer.BYTES * data.outOfLine().size() + data.inline().length + (int) data.outOfLineBytes();
		WireWriter out = new WireWriter(room).u8(form.ordinal()).u8(priority).u8(service).u8(operation).i64(id).i64(reference)
				.i32(from).i32(to).u8(status.ordinal()).i32(result).u16(data.inline().length).u8(data.outOfLine().size());
		for (byte[] buffer : data.outOfLine())
			out.i32(buffer.length);
		out.bytes(data.inline());
		for (byte[] buffer : data.outOfLine())
			out.bytes(buffer);
		return out.toBytes();
	}

	static IcsFrame decode(byte[] frame) throws MalformedException {
		if (frame.length > Ics.MAX_FRAME)
			throw new MalformedException("frame of " + frame.length + " bytes");
		WireReader in = new WireReader(frame);
		Form form = FORMS[below(in.u8(), FORMS.length, "form")];
		int priority = below(in.u8(), IcsChannel.PRIORITY_4 + 1, "priority");
		int service = in.u8();
		int operation = in.u8();
		long id = in.i64();
		long reference = in.i64();
		int from = in.i32();
		int to = in.i32();
		IcsStatus status = STATUSES[below(in.u8(), STATUSES.length, "status")];
		int result = in.i32();
		IcsData data = data(in);
		return new IcsFrame(form, priority, service, operation, id, reference, from, to, status, result, data);
	}

	private static IcsData data(WireReader in) throws MalformedException {
		int inline = below(in.u16(), IcsData.MAX_INLINE + 1, "in-line length");
		int[] lengths = new int[below(in.u8(), IcsData.MAX_BUFFERS + 1, "number of buffers")];
		for (int i = 0; i < lengths.length; i++)
			lengths[i] = in.i32();
		byte[] inlineData = in.bytes(inline);
		List<byte[]> buffers = new ArrayList<>(lengths.length);
		for (int length : lengths)
			buffers.add(in.bytes(length));
		if (in.remaining() != 0)
			throw new MalformedException(in.remaining() + " bytes too many");
		return new IcsData(inlineData, buffers);
	}

	private static int below(int value, int limit, String what) throws MalformedException {
		if (value >= limit)
			throw new MalformedException(what + " " + value);
		return value;
	}
}
