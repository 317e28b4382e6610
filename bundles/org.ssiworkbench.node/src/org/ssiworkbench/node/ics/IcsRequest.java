package org.ssiworkbench.node.ics;

/** A request or message at its server. */
public final class IcsRequest {
	private final Ics ics;
	private final int from;
	private final IcsFrame frame;
	/** The reply's frame once it was made; kept until the client is known to have it. */
	IcsFrame reply;
	boolean replySent;
	/** The call itself when client and server are one node. */
	Call local;

	IcsRequest(Ics ics, int from, IcsFrame frame) {
		this.ics = ics;
		this.from = from;
		this.frame = frame;
	}

	/** The client's node. */
	public int from() {
		return from;
	}

	/** The client's incarnation. */
	public int fromIncarnation() {
		return frame.from();
	}

	/** The operation's number. */
	public int operation() {
		return frame.operation();
	}

	/** 0 for the normal channel, else 1..4. */
	public int priority() {
		return frame.priority();
	}

	/** What the client sent. */
	public IcsData data() {
		return frame.data();
	}

	/** Answers the request; a second answer and an answer to a one-way message are ignored. */
	public void reply(int result, IcsData data) {
		if (reply == null && frame.form() == IcsFrame.Form.RPC)
			ics.reply(this, IcsStatus.OK, result, data);
	}

	IcsFrame frame() {
		return frame;
	}
}
