package org.ssiworkbench.ui.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.eclipse.swt.widgets.Display;

/**
 * Measures how long the UI thread keeps others waiting: posts something to it again and again and takes the time until it
 * is run. Time in which the kernel let the UI thread wait for a processor does not count, for on a busy machine that says
 * nothing about the workbench.
 */
final class UiWatch implements AutoCloseable {
	private static final long PAUSE_MILLISECONDS = 5;
	private static final int DEPTH = 25;

	private final Display display;
	private final Path schedule;
	private final long limit;
	private final Thread thread = new Thread(this::watch, "UI watch");
	private final List<Long> blocks = new ArrayList<>();
	private final List<String> culprits = new ArrayList<>();
	private volatile boolean closed;

	/** @param limit what the UI thread does when it keeps others waiting for longer, in ns, is noted */
	UiWatch(Display display, long limit) throws Exception {
		this.display = display;
		this.limit = limit;
		schedule = Path.of("/proc", Ui.on(() -> Files.readSymbolicLink(Path.of("/proc/thread-self"))).toString(), "schedstat");
		thread.start();
	}

	/** Each time that something had to wait for the UI thread, in ns. Call after {@link #close}. */
	Delays blocks() {
		return new Delays(blocks);
	}

	/** What the UI thread was at when the limit was passed. Call after {@link #close}. */
	String culprits() {
		return String.join("\n\n", culprits);
	}

	private void watch() {
		try {
			while (!closed) {
				post();
				Thread.sleep(PAUSE_MILLISECONDS);
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		} catch (IOException e) {
			culprits.add("the watch ended: " + e);
			blocks.add(Long.MAX_VALUE);
		}
	}

	private void post() throws IOException, InterruptedException {
		CountDownLatch done = new CountDownLatch(1);
		long unscheduled = unscheduled();
		long begun = System.nanoTime();
		display.asyncExec(done::countDown);
		String culprit = done.await(limit, TimeUnit.NANOSECONDS) ? null : stack();
		done.await();
		long block = System.nanoTime() - begun - (unscheduled() - unscheduled);
		blocks.add(Math.max(0, block));
		if (culprit != null && block > limit)
			culprits.add(block / 1_000_000 + " ms: " + culprit);
	}

	/** How long the UI thread was ready to run in vain so far, in ns: the second number, see the kernel's sched-stats. */
	private long unscheduled() throws IOException {
		return Long.parseLong(Files.readString(schedule).split(" ")[1]);
	}

	private String stack() {
		return Arrays.stream(display.getThread().getStackTrace()).limit(DEPTH).map(StackTraceElement::toString)
				.collect(Collectors.joining("\n\t"));
	}

	@Override
	public void close() throws InterruptedException {
		closed = true;
		thread.join();
	}
}
