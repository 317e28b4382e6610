package org.ssiworkbench.node.linux.tests;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import org.ssiworkbench.node.control.ControlFrame;
import org.ssiworkbench.node.control.ControlFrame.Type;
import org.ssiworkbench.node.control.ControlWindow;
import org.ssiworkbench.uml.UmlNode;

/** The controller's end of one real node's control line. */
final class RealNode {
	private static final long PATIENCE_MS = 120_000;
	final UmlNode machine;
	private final ControlWindow window;
	private final DataOutputStream out;
	private final List<ControlFrame> frames = new ArrayList<>();
	private final ByteArrayOutputStream console = new ByteArrayOutputStream();
	private final AtomicInteger scripts = new AtomicInteger(1_000_000);
	private boolean ended;

	RealNode(UmlNode machine) {
		this.machine = machine;
		window = new ControlWindow(machine.controlOutput());
		out = new DataOutputStream(new BufferedOutputStream(window));
		background(() -> machine.console().transferTo(console));
		background(this::readFrames);
	}

	private interface Work {
		void run() throws IOException;
	}

	private static void background(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	private void readFrames() throws IOException {
		DataInputStream in = new DataInputStream(machine.controlInput());
		try {
			while (true) {
				ControlFrame frame = ControlFrame.read(in);
				if (frame.type() == Type.TAKEN)
					window.taken(frame.payload());
				else
					add(frame);
			}
		} catch (EOFException e) {
			end();
		}
	}

	private synchronized void add(ControlFrame frame) {
		frames.add(frame);
		notifyAll();
	}

	private synchronized void end() {
		ended = true;
		notifyAll();
	}

	void send(Type type, byte[] payload) throws IOException {
		new ControlFrame(type, payload).write(out);
		out.flush();
	}

	/** Waits for a frame, present or to come, that passes the test. */
	synchronized ControlFrame await(Type type, Predicate<byte[]> test) throws InterruptedException {
		long end = System.currentTimeMillis() + PATIENCE_MS;
		for (int seen = 0;; seen++) {
			while (seen == frames.size()) {
				long left = end - System.currentTimeMillis();
				if (ended || left <= 0)
					throw new AssertionError((ended ? "the node ended" : "the node is silent") + "; its console: " + console);
				wait(left);
			}
			ControlFrame frame = frames.get(seen);
			if (frame.type() == type && test.test(frame.payload()))
				return frame;
		}
	}

	void exec(int id, boolean terminal, String... words) throws IOException {
		byte[] text = (String.join("\0", words) + "\0").getBytes(StandardCharsets.UTF_8);
		send(Type.EXEC_START, ByteBuffer.allocate(5 + text.length).putInt(id).put((byte) (terminal ? 1 : 0)).put(text).array());
	}

	void input(int id, byte[] data) throws IOException {
		send(Type.EXEC_INPUT, ByteBuffer.allocate(4 + data.length).putInt(id).put(data).array());
	}

	/** What a finished command gave. */
	record Result(int status, String out, String err) {
	}

	/** Runs a shell script to its end. */
	Result run(String script) throws IOException, InterruptedException {
		int id = scripts.incrementAndGet();
		exec(id, false, "sh", "-c", script);
		int status = status(id);
		return new Result(status, text(id, 1), text(id, 2));
	}

	/** Waits for a command's end and returns its status. */
	int status(int id) throws InterruptedException {
		byte[] payload = await(Type.EXEC_EXIT, data -> ByteBuffer.wrap(data).getInt() == id).payload();
		return ByteBuffer.wrap(payload).getInt(4);
	}

	/** What a command has printed so far on a stream. */
	synchronized byte[] output(int id, int stream) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (ControlFrame frame : frames)
			if (frame.type() == Type.EXEC_OUTPUT && ByteBuffer.wrap(frame.payload()).getInt() == id
					&& frame.payload()[4] == stream)
				all.write(frame.payload(), 5, frame.payload().length - 5);
		return all.toByteArray();
	}

	String text(int id, int stream) {
		return new String(output(id, stream), StandardCharsets.UTF_8);
	}
}
