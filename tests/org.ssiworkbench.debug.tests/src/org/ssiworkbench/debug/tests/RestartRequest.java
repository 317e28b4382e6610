package org.ssiworkbench.debug.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.commands.IDebugCommandRequest;
import org.eclipse.debug.core.commands.IRestartHandler;

/** The command <em>Restart</em> as the platform gives it. */
final class RestartRequest implements IDebugCommandRequest {
	private final Object[] elements;
	private final CountDownLatch done = new CountDownLatch(1);
	private volatile IStatus status = Status.OK_STATUS;

	private RestartRequest(Object element) {
		elements = new Object[] { element };
	}

	/** Restarts what is selected and waits until that is done. */
	static void run(IAdaptable element) throws Exception {
		RestartRequest request = new RestartRequest(element);
		element.getAdapter(IRestartHandler.class).execute(request);
		assertTrue(request.done.await(LaunchTest.LIMIT_SECONDS, TimeUnit.SECONDS));
		assertTrue(request.status.isOK(), request.status.getMessage());
	}

	@Override
	public Object[] getElements() {
		return elements;
	}

	@Override
	public void setStatus(IStatus newStatus) {
		if (newStatus != null)
			status = newStatus;
	}

	@Override
	public IStatus getStatus() {
		return status;
	}

	@Override
	public void done() {
		done.countDown();
	}

	@Override
	public void cancel() {
		// nobody does
	}

	@Override
	public boolean isCanceled() {
		return false;
	}
}
