package org.ssiworkbench.controller.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

import org.ssiworkbench.controller.Controller;
import org.ssiworkbench.controller.ControllerOptions;
import org.ssiworkbench.controller.StartException;

/** A controller that runs on a thread of this process until it is closed. */
final class RunningController implements AutoCloseable {
	private final Controller controller;
	private final Thread thread;

	RunningController(ControllerOptions options) throws StartException {
		controller = Controller.open(options);
		thread = Thread.ofPlatform().start(this::run);
	}

	private void run() {
		try {
			controller.run();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	Controller controller() {
		return controller;
	}

	@Override
	public void close() throws InterruptedException {
		controller.terminate("the test is over");
		if (!controller.awaitClosed(10, TimeUnit.SECONDS))
			throw new IllegalStateException("the controller did not end");
		thread.join();
	}
}
