package org.ssiworkbench.controller.internal.host;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.ssiworkbench.node.control.ControlFrame;
import org.ssiworkbench.node.control.ControlFrame.Type;
import org.ssiworkbench.node.control.ControlWindow;
import org.ssiworkbench.uml.UmlNode;

/** One boot of one UML node: the threads that read its console and its control line, and the one that writes to it. */
final class UmlMachine {
	private static final int CHUNK = 8192;

	/** Hears of the machine, on its threads. */
	interface Listener {
		void frame(UmlMachine machine, ControlFrame frame) throws IOException;

		void console(UmlMachine machine, byte[] data);

		/** All that the machine said has been heard, and none of its processes is left. Last call. */
		void ended(UmlMachine machine, int status);
	}

	final int number;
	final int boot;
	final UmlNode uml;
	/** Whether its agent has said hello; confined to the cluster's loop. */
	boolean greeted;
	private final Listener listener;
	private final ControlWindow window;
	private final ControlWriter writer;
	private final CountDownLatch ended = new CountDownLatch(1);
	private volatile String reason = "";

	private UmlMachine(int number, UmlNode uml, int boot, Listener listener) {
		this.number = number;
		this.boot = boot;
		this.uml = uml;
		this.listener = listener;
		this.window = new ControlWindow(uml.controlOutput());
		this.writer = new ControlWriter(window, "control-out-" + number);
	}

	/** Watches a machine that was just started for the {@code boot}-th time. */
	static UmlMachine watch(int number, UmlNode uml, int boot, Listener listener) {
		UmlMachine machine = new UmlMachine(number, uml, boot, listener);
		Thread console = Thread.ofPlatform().daemon().name("console-" + number).start(machine::readConsole);
		Thread.ofPlatform().daemon().name("control-in-" + number).start(() -> machine.readControl(console));
		return machine;
	}

	/** Queues a frame for the agent; completes when the guest has taken it or the machine has ended. */
	CompletableFuture<Void> send(Type type, byte[] payload) {
		return writer.send(type, payload);
	}

	/** Why it ended, as far as known; empty if it said nothing. */
	String reason() {
		return reason;
	}

	/** Kills it. */
	void kill(String why) {
		reason = why;
		uml.kill();
	}

	/** Waits until all that the machine said has been heard; false when that takes longer. */
	boolean awaitEnded(long timeout, TimeUnit unit) throws InterruptedException {
		return ended.await(timeout, unit);
	}

	private void readConsole() {
		byte[] chunk = new byte[CHUNK];
		try (InputStream in = uml.console()) {
			for (int length = in.read(chunk); length >= 0; length = in.read(chunk))
				listener.console(this, Arrays.copyOf(chunk, length));
		} catch (IOException e) {
			listener.console(this, ("\n[the console broke: " + e.getMessage() + "]\n").getBytes(StandardCharsets.UTF_8));
		}
	}

	private void readControl(Thread console) {
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(uml.controlInput()))) {
			while (true)
				take(ControlFrame.read(in));
		} catch (EOFException e) {
			awaitEnd(console); // the guest closes the line by ending
		} catch (IOException e) {
			kill("its control line broke: " + e.getMessage());
			awaitEnd(console);
		}
	}

	private void take(ControlFrame frame) throws IOException {
		if (frame.type() == Type.HALTED)
			reason = new String(frame.payload(), StandardCharsets.UTF_8);
		else if (frame.type() == Type.TAKEN)
			window.taken(frame.payload());
		else
			listener.frame(this, frame);
	}

	private void awaitEnd(Thread console) {
		int status = uml.onExit().join();
		writer.close();
		try {
			console.join();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		listener.ended(this, status);
		ended.countDown();
	}
}
