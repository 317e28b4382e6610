package org.ssiworkbench.controller.internal.host;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

import org.ssiworkbench.node.control.ControlFrame;

/** Sends frames to an agent on a thread of its own: a guest that does not read must not hold up the cluster's loop. */
final class ControlWriter {
	private final DataOutputStream out;
	private final ExecutorService thread;

	ControlWriter(OutputStream out, String name) {
		this.out = new DataOutputStream(new BufferedOutputStream(out));
		this.thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
	}

	/** Queues a frame. The answer comes when the guest has taken it, or will never. */
	CompletableFuture<Void> send(ControlFrame.Type type, byte[] payload) {
		CompletableFuture<Void> taken = new CompletableFuture<>();
		try {
			thread.execute(() -> write(new ControlFrame(type, payload), taken));
		} catch (RejectedExecutionException e) {
			taken.complete(null);
		}
		return taken;
	}

	private void write(ControlFrame frame, CompletableFuture<Void> taken) {
		try {
			frame.write(out);
			out.flush();
		} catch (IOException e) {
			thread.shutdown(); // the machine has ended, which its reader reports
		} finally {
			taken.complete(null);
		}
	}

	void close() {
		thread.shutdownNow();
	}
}
