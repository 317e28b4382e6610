package org.ssiworkbench.node.linux;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

import org.ssiworkbench.node.control.ControlFrame;
import org.ssiworkbench.node.control.ControlFrame.Type;

/**
 * The agent's end of the control line. Frames go through a bounded queue and a thread of its own, so that a controller
 * that does not read cannot stop the node's beats.
 */
final class ControlLine implements Runnable {
	private static final int MAX_QUEUED = 1 << 20;
	private static final long LAST_WORDS_MS = 500;

	private final DataInputStream in;
	private final DataOutputStream out;
	private final Runnable end;
	private final ArrayDeque<ControlFrame> queue = new ArrayDeque<>();
	private int queued;
	private boolean writing;
	private boolean ended;

	/** {@code end} ends the agent. */
	ControlLine(InputStream in, OutputStream out, Runnable end) {
		this.in = new DataInputStream(new BufferedInputStream(new LineInput(in, this)));
		this.out = new DataOutputStream(new BufferedOutputStream(out));
		this.end = end;
		Thread writer = new Thread(this, "control line");
		writer.setDaemon(true);
		writer.start();
	}

	static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** The controller's next frame. */
	ControlFrame read() throws IOException {
		return ControlFrame.read(in);
	}

	/** Queues a frame whatever the queue's length; for the few that must not be lost. */
	synchronized void send(Type type, byte[] payload) {
		queue.add(new ControlFrame(type, payload));
		queued += payload.length;
		notifyAll();
	}

	/** Queues a frame unless the queue is full; false = not queued. */
	synchronized boolean offer(Type type, byte[] payload) {
		if (queued + payload.length > MAX_QUEUED)
			return false;
		send(type, payload);
		return true;
	}

	/** Queues a frame as soon as there is room; the caller waits. */
	synchronized void put(Type type, byte[] payload) throws InterruptedException {
		while (!offer(type, payload))
			wait();
	}

	/** Says why the node ends, gives that a moment to get out, and ends the agent. */
	void end(String reason) {
		send(Type.HALTED, utf8(reason));
		try {
			drain();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		end.run();
	}

	/** Whether this was the node's end; the thread that runs it then stops. */
	synchronized boolean ended() {
		return ended;
	}

	private synchronized void drain() throws InterruptedException {
		long end = System.currentTimeMillis() + LAST_WORDS_MS;
		while (writing || !queue.isEmpty()) {
			long left = end - System.currentTimeMillis();
			if (left <= 0)
				break;
			wait(left);
		}
		ended = true;
		notifyAll();
	}

	@Override
	public void run() {
		try {
			for (ControlFrame frame = next(); frame != null; frame = next()) {
				frame.write(out);
				written();
			}
		} catch (IOException | InterruptedException e) {
			e.printStackTrace();
			Runtime.getRuntime().halt(1);
		}
	}

	/** Waits for a frame; null after the end. */
	private synchronized ControlFrame next() throws InterruptedException {
		while (queue.isEmpty() && !ended)
			wait();
		if (queue.isEmpty())
			return null;
		writing = true;
		ControlFrame frame = queue.remove();
		queued -= frame.payload().length;
		return frame;
	}

	private void written() throws IOException {
		out.flush();
		synchronized (this) {
			writing = false;
			notifyAll();
		}
	}
}
