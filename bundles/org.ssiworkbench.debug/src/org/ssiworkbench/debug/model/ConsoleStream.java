package org.ssiworkbench.debug.model;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.eclipse.debug.core.IStreamListener;
import org.eclipse.debug.core.model.IFlushableStreamMonitor;

/**
 * Console output on its way to a view that is slower than a machine. Text is handed on in chunks at a fixed rate; what
 * waits is bounded, and when a node floods its console the oldest waiting text is left out and the gap is said. The whole
 * output is in the controller's log. Thread-safe; {@link #append} never blocks on the reader.
 */
public final class ConsoleStream implements IFlushableStreamMonitor {
	/** Characters handed on at a time, 20 times a second: more than can be read, less than freezes a console. */
	static final int CHUNK = 16 * 1024;

	/** Characters that may wait or be kept for a late reader. */
	static final int CAPACITY = 128 * 1024;

	private static final long PERIOD_MILLISECONDS = 50;
	private static final ScheduledExecutorService PUMP = pump();

	private final List<IStreamListener> listeners = new CopyOnWriteArrayList<>();
	private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
			.onUnmappableCharacter(CodingErrorAction.REPLACE);
	private final StringBuilder waiting = new StringBuilder();
	private final StringBuilder kept = new StringBuilder();
	private final Object delivery = new Object();
	private ByteBuffer rest = ByteBuffer.allocate(0);
	private long leftOut;
	private boolean pumping;
	private boolean closed;
	private boolean buffered = true;

	/** Takes more output. */
	public void append(byte[] bytes) {
		synchronized (this) {
			if (closed)
				return;
			waiting.append(decode(bytes));
			int excess = waiting.length() - CAPACITY;
			if (excess > 0) {
				int cut = lineStart(excess);
				waiting.delete(0, cut);
				leftOut += cut;
			}
			if (pumping || waiting.isEmpty())
				return;
			pumping = true;
		}
		PUMP.execute(this::handOn);
	}

	/** No more output comes. What waits is handed on before this returns, for nobody listens after the end. */
	public void close() {
		synchronized (this) {
			closed = true;
		}
		while (handOnChunk()) {
			// until nothing waits
		}
	}

	@Override
	public void addListener(IStreamListener listener) {
		listeners.add(listener);
	}

	@Override
	public void removeListener(IStreamListener listener) {
		listeners.remove(listener);
	}

	@Override
	public synchronized String getContents() {
		return kept.toString();
	}

	@Override
	public synchronized void flushContents() {
		kept.setLength(0);
	}

	@Override
	public synchronized void setBuffered(boolean keep) {
		buffered = keep;
	}

	@Override
	public synchronized boolean isBuffered() {
		return buffered;
	}

	private void handOn() {
		if (handOnChunk())
			PUMP.schedule(this::handOn, PERIOD_MILLISECONDS, TimeUnit.MILLISECONDS);
	}

	/** Chunks go out one after the other, whichever thread hands them on. */
	private boolean handOnChunk() {
		synchronized (delivery) {
			String chunk = take();
			if (chunk == null)
				return false;
			listeners.forEach(listener -> listener.streamAppended(chunk, this));
			return true;
		}
	}

	private synchronized String take() {
		if (waiting.isEmpty()) {
			pumping = false;
			return null;
		}
		StringBuilder chunk = new StringBuilder();
		if (leftOut > 0)
			chunk.append("\n[").append(leftOut).append(" characters were left out here: the node writes faster than can be shown]\n");
		leftOut = 0;
		int length = Math.min(CHUNK, waiting.length());
		chunk.append(waiting, 0, length);
		waiting.delete(0, length);
		if (buffered)
			keep(chunk);
		return chunk.toString();
	}

	private void keep(StringBuilder chunk) {
		kept.append(chunk);
		if (kept.length() > CAPACITY)
			kept.delete(0, kept.length() - CAPACITY);
	}

	/** The first place at or after {@code from} where a line starts, so that no half line follows a gap. */
	private int lineStart(int from) {
		int newline = waiting.indexOf("\n", from);
		return newline < 0 ? from : newline + 1;
	}

	/** Terminals end lines with CR LF; a console view wants LF. A character may be split between two calls. */
	private String decode(byte[] bytes) {
		ByteBuffer in = ByteBuffer.allocate(rest.remaining() + bytes.length).put(rest).put(bytes).flip();
		CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
		decoder.decode(in, out, false);
		rest = in.slice();
		return out.flip().toString().replace("\r", "");
	}

	private static ScheduledExecutorService pump() {
		ScheduledThreadPoolExecutor pump = new ScheduledThreadPoolExecutor(1, task -> {
			Thread thread = new Thread(task, "node consoles");
			thread.setDaemon(true);
			return thread;
		});
		pump.setKeepAliveTime(10, TimeUnit.SECONDS);
		pump.allowCoreThreadTimeOut(true);
		return pump;
	}
}
