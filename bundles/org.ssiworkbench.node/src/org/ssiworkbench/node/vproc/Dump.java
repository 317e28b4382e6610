package org.ssiworkbench.node.vproc;

/** What the host of a process that is being moved out tells, always from within a handler of the node. */
public interface Dump {
	/** Longest part of an image in bytes. */
	int MAX_CHUNK = 4 << 20;

	/** The next part of the image, at most {@link #MAX_CHUNK} bytes. The host gives no other one before {@code taken} runs. */
	void chunk(byte[] part, Runnable taken);

	/** So many bytes of the image went to the target's host past {@link #chunk}. */
	void sent(long bytes);

	/** A round, or what is sent after the freeze, goes on: to be told every few seconds while it does. */
	void progress();

	/** A round has ended; about {@code dirty} bytes have changed meanwhile. */
	void roundDone(long dirty);

	/** The process stands still. */
	void frozen();

	/** The image is complete. */
	void dumped();

	/** The process cannot be moved after all, or has ended. It runs on, if it is there; the host has forgotten the move. */
	void failed(String reason);
}
