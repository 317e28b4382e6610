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
 * is run. Time in which the kernel let the UI thread wait for a processor does not count, for that says something about the
 * machine, not about the workbench.
 */
final class UiWatch implements AutoCloseable {
	private static final long PAUSE_MILLISECONDS = 5;
	private static final int DEPTH = 60;

	private final Display display;
	private final Path schedule;
	private final long limit;
	private final Thread thread = new Thread(this::watch, "UI watch");
	private final Schedule begin;
	private final List<Long> blocks = new ArrayList<>();
	private final List<String> culprits = new ArrayList<>();
	private volatile boolean closed;

	/**
	 * What the kernel's sched-stats say about the UI thread, in ns.
	 *
	 * @param ran how long it ran
	 * @param waited how long it was ready to run in vain
	 */
	private record Schedule(long ran, long waited) {
	}

	/** @param limit what the UI thread does when it keeps others waiting for longer, in ns, is noted */
	UiWatch(Display display, long limit) throws Exception {
		this.display = display;
		this.limit = limit;
		schedule = Path.of("/proc", Ui.on(() -> Files.readSymbolicLink(Path.of("/proc/thread-self"))).toString(), "schedstat");
		begin = schedule();
		thread.start();
	}

	/** How many times as long everything takes because the UI thread has to wait for a processor: 1 on a machine that is idle. */
	double slowdown() throws IOException {
		Schedule now = schedule();
		double ran = now.ran - begin.ran;
		return (ran + now.waited - begin.waited) / ran;
	}

	/** How long the UI thread ran so far, in ms. */
	double busy() throws IOException {
		return (schedule().ran - begin.ran) / 1e6;
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
		long waited = schedule().waited;
		long begun = System.nanoTime();
		display.asyncExec(done::countDown);
		String culprit = done.await(limit, TimeUnit.NANOSECONDS) ? null : stack();
		done.await();
		long block = System.nanoTime() - begun - (schedule().waited - waited);
		blocks.add(Math.max(0, block));
		if (culprit != null && block > limit)
			culprits.add(block / 1_000_000 + " ms: " + culprit);
	}

	private Schedule schedule() throws IOException {
		String[] numbers = Files.readString(schedule).split(" ");
		return new Schedule(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
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
