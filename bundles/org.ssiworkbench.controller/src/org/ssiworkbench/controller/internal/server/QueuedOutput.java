package org.ssiworkbench.controller.internal.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A stream that never blocks who writes: what is flushed goes to a queue, which one thread empties into the real stream.
 * When more waits than the limit the client is too slow and the stream breaks.
 */
final class QueuedOutput extends OutputStream {
	private final OutputStream target;
	private final long limit;
	private final Runnable tooSlow;
	private final ByteArrayOutputStream message = new ByteArrayOutputStream();
	private final Queue<byte[]> queue = new ArrayDeque<>();
	private long queued;
	private boolean closed;

	/** {@code limit} in bytes; {@code tooSlow} is run once, when it is exceeded. */
	QueuedOutput(OutputStream target, long limit, Runnable tooSlow) {
		this.target = target;
		this.limit = limit;
		this.tooSlow = tooSlow;
	}

	@Override
	public synchronized void write(int b) {
		message.write(b);
	}

	@Override
	public synchronized void write(byte[] bytes, int offset, int length) {
		message.write(bytes, offset, length);
	}

	@Override
	public void flush() throws IOException {
		if (enqueue())
			return;
		close();
		tooSlow.run();
	}

	private synchronized boolean enqueue() throws IOException {
		if (closed)
			throw new ClosedChannelException();
		byte[] bytes = message.toByteArray();
		message.reset();
		if (queued + bytes.length > limit)
			return false;
		queued += bytes.length;
		queue.add(bytes);
		notifyAll();
		return true;
	}

	/** Empties the queue into the real stream until {@link #close()}; what was queued before that is still written. */
	void drain() throws IOException, InterruptedException {
		for (byte[] bytes = next(); bytes != null; bytes = next()) {
			target.write(bytes);
			target.flush();
			written(bytes.length);
		}
	}

	private synchronized byte[] next() throws InterruptedException {
		while (queue.isEmpty() && !closed)
			wait();
		return queue.poll();
	}

	private synchronized void written(int length) {
		queued -= length;
	}

	@Override
	public synchronized void close() {
		closed = true;
		notifyAll();
	}
}
